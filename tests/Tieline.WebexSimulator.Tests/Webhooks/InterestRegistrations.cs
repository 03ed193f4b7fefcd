using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class InterestRegistrations
{
    private const string Path = "/telephony/webhookInterestRegistrations";

    [Fact]
    public async Task A_resource_opens_with_the_registration_and_closes_with_its_end()
    {
        await using var simulation = await Simulation.StartAsync();
        Task<Answer> Make(string name) => simulation.ApiAsync("ann", "POST", "/webhooks", new { name, targetUrl = $"https://tieline.example/{name}", resource = "telephony_hookstatus", @event = "all" });
        (await Make("early")).Expect(400);
        (await simulation.ApiAsync("admin", "GET", Path)).Expect(404);
        (await simulation.ApiAsync("admin", "POST", Path, """{"interests":[{"resource":"Hook Status"},{"actor":"Workspaces"}],"duration":2}""")).Expect(204);
        (await Make("open")).Expect(200);
        Assert.Equal(2, (await simulation.ApiAsync("admin", "GET", Path)).Expect(200).Json["interests"]!.AsArray().Count);
        await simulation.AdvanceAsync(2 * 24 * 3600);
        (await Make("late")).Expect(400);
        (await simulation.ApiAsync("admin", "POST", Path, """{"interests":[{"resource":"Hook Status"}]}""")).Expect(204);
        (await simulation.ApiAsync("admin", "DELETE", Path)).Expect(204);
        (await Make("deleted")).Expect(400);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"interests":[]}""")]
    [InlineData("""{"interests":["Agent"]}""")]
    [InlineData("""{"interests":[{}]}""")]
    [InlineData("""{"interests":[{"resource":"Agent","actor":"Workspaces"}]}""")]
    [InlineData("""{"interests":[{"resource":"Moon"}]}""")]
    [InlineData("""{"interests":[{"resource":"Agent"}],"duration":0}""")]
    [InlineData("""{"interests":[{"resource":"Agent"}],"duration":1.5}""")]
    public async Task A_registration_that_makes_no_sense_is_refused(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        (await simulation.ApiAsync("admin", "POST", Path, body)).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path, body)).Expect(403);
    }
}
