using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

public class TokenKinds
{
    [Fact]
    public async Task A_personal_token_lives_twelve_hours_and_has_the_scopes_of_its_person()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await simulation.PostAsync("/control/tokens", """{"user":"ann.berg@nordlys.example"}"""))["access_token"]!.GetValue<string>();
        Assert.Equal("Ann Berg", (await SignIn.MeAsync(simulation, token)).Expect(200).Of("displayName"));
        (await simulation.SendAsync("GET", "/v1/telephony/calls", null, token)).Expect(200);
        (await simulation.SendAsync("GET", "/v1/licenses", null, token)).Expect(403);
        var expiry = (await simulation.SendAsync("GET", "/v1/authorizations/tokenExpiry", null, token)).Expect(200).Json["exp"]!.GetValue<long>();
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero), DateTimeOffset.FromUnixTimeMilliseconds(expiry));
        await simulation.AdvanceAsync(12 * 3600 - 1);
        (await SignIn.MeAsync(simulation, token)).Expect(200);
        await simulation.AdvanceAsync(1);
        (await SignIn.MeAsync(simulation, token)).Expect(401);
    }

    [Fact]
    public async Task A_bots_token_never_ends_until_another_is_made()
    {
        await using var simulation = await Simulation.StartAsync();
        var bot = await simulation.PostAsync("/control/bots", """{"email":"helper@webex.bot","name":"Helper"}""");
        var token = bot["access_token"]!.GetValue<string>();
        await simulation.AdvanceAsync(300L * 24 * 3600);
        Assert.Equal("bot", (await SignIn.MeAsync(simulation, token)).Expect(200).Of("type"));
        var next = (await simulation.PostAsync("/control/bots/helper@webex.bot/token", "{}"))["access_token"]!.GetValue<string>();
        (await SignIn.MeAsync(simulation, token)).Expect(401);
        (await SignIn.MeAsync(simulation, next)).Expect(200);
        (await simulation.SendAsync("POST", "/control/bots/ann.berg@nordlys.example/token", "{}", null)).Expect(400);
        (await simulation.SendAsync("POST", "/control/bots", """{"email":"helper@nordlys.example","name":"x"}""", null)).Expect(400);
    }

    [Theory]
    [InlineData("GET", "/telephony/calls")]
    [InlineData("GET", "/telephony/calls/members/me/calls")]
    [InlineData("GET", "/telephony/config/people/me/settings/preferredAnswerEndpoint")]
    public async Task A_bot_has_no_telephony(string method, string path)
    {
        await using var simulation = await Simulation.StartAsync();
        var bot = (await simulation.GetAsync("/control/people"))["bots"]![0]!["access_token"]!.GetValue<string>();
        Assert.Equal("Target user not authorized", (await simulation.SendAsync(method, "/v1" + path, null, bot)).Expect(400).Message);
    }

    [Fact]
    public async Task An_administrators_scope_is_worth_nothing_without_the_role()
    {
        await using var simulation = await Simulation.StartAsync();
        const string Email = "admin@nordlys.example";
        (string, string)[] client = [("client_id", "Cadmin"), ("client_secret", "x")];
        await simulation.PostAsync("/control/integrations", $$"""{"clientId":"Cadmin","clientSecret":"x","redirectUris":["{{SignIn.Redirect}}"],"scopes":["spark-admin:roles_read"]}""");
        var back = await SignIn.DecideAsync(simulation, SignIn.Request([.. client, ("scope", "spark-admin:roles_read")]), Email);
        var token = (await SignIn.TokenAsync(simulation, [.. client, ("grant_type", "authorization_code"), ("code", SignIn.Value(back, "code")!),
            ("redirect_uri", SignIn.Redirect), ("code_verifier", SignIn.Verifier)])).Expect(200).Of("access_token");
        (await simulation.SendAsync("GET", "/v1/roles", null, token)).Expect(200);
        await simulation.PostAsync("/control/people/" + Email, """{"roles":[]}""");
        var refused = (await simulation.SendAsync("GET", "/v1/roles", null, token)).Expect(403);
        Assert.StartsWith("The server understood the request, but refused to fulfill it", refused.Message, StringComparison.Ordinal);
        Assert.Contains("spark-admin:roles_read", refused.Text, StringComparison.Ordinal);
    }
}
