using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

/// <summary>Control Hub says who may use an integration.</summary>
public class AllowedUsers
{
    private const string Door = "/control/integrations/Ctieline-demo/users";

    [Theory]
    [InlineData("""{"users":"all"}""", true, true)]
    [InlineData("""{"users":["ann.berg@nordlys.example"]}""", true, false)]
    [InlineData("""{"users":"none"}""", false, false)]
    [InlineData("""{"users":[]}""", false, false)]
    public async Task Only_those_whom_Control_Hub_allows_can_consent(string users, bool ann, bool bo)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync(Door, users);
        foreach (var (email, allowed) in ((string, bool)[])[("ann.berg@nordlys.example", ann), ("bo.lind@nordlys.example", bo)])
        {
            var back = await SignIn.DecideAsync(simulation, SignIn.Request(), email);
            Assert.Equal(allowed, SignIn.Value(back, "code") is not null);
            Assert.Equal(allowed ? null : "access_denied", SignIn.Value(back, "error"));
            Assert.Equal("xyz 1", SignIn.Value(back, "state"));
        }
    }

    [Fact]
    public async Task Somebody_shut_out_later_is_refused_at_the_next_refresh_and_let_in_again_afterwards()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = await SignIn.CompleteAsync(simulation);
        await simulation.PostAsync(Door, """{"users":"none"}""");
        (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(200);
        Assert.Contains("administrator", (await SignIn.RefreshAsync(simulation, token.Of("refresh_token"))).Expect(400).Message, StringComparison.Ordinal);
        await simulation.PostAsync(Door, """{"users":"all"}""");
        (await SignIn.RefreshAsync(simulation, token.Of("refresh_token"))).Expect(200);
    }

    [Fact]
    public async Task Registering_the_integration_again_lets_in_nobody_new()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/integrations", $$"""{"clientId":"Cother","redirectUris":["{{SignIn.Redirect}}"]}""");
        await simulation.PostAsync("/control/integrations/Cother/users", """{"users":["1101"]}""");
        var again = await simulation.PostAsync("/control/integrations", $$"""{"clientId":"Cother","redirectUris":["{{SignIn.Redirect}}"],"name":"Other"}""");
        Assert.Equal("ann.berg@nordlys.example", Assert.Single(again["users"]!.AsArray())!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"users":"some"}""", 400)]
    [InlineData("""{"users":7}""", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"users":["nobody@nordlys.example"]}""", 404)]
    public async Task The_door_is_strict(string body, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.SendAsync("POST", Door, body, null)).Expect(status);
    }
}
