using System.Text.Json;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

public class Tokens
{
    private const double Day = 24 * 3600;

    [Fact]
    public async Task A_code_brings_a_token_that_acts_as_the_person()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = await SignIn.CompleteAsync(simulation);
        Assert.Equal((1209599, 7775999, "Bearer"), (token.Json["expires_in"]!.GetValue<int>(), token.Json["refresh_token_expires_in"]!.GetValue<int>(), token.Of("token_type")));
        Assert.Equal("spark:people_read spark:calls_read spark:calls_write spark:kms", token.Of("scope"));
        Assert.Contains("_P0A1_", token.Of("access_token"), StringComparison.Ordinal);
        var me = (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(200);
        Assert.Equal("Ann Berg", me.Of("displayName"));
        var people = (await simulation.GetAsync("/control/people"))["people"]!.AsArray();
        Assert.Equal(["ann.berg@nordlys.example"], people.Where(person => person!["connected"]!.GetValue<bool>()).Select(person => person!["email"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_code_serves_once_even_if_the_first_use_failed()
    {
        await using var simulation = await Simulation.StartAsync();
        var code = await SignIn.CodeAsync(simulation);
        var first = (await SignIn.ExchangeAsync(simulation, code, "a-wrong-verifier-of-more-than-forty-three-characters")).Expect(400);
        Assert.Equal("The code_verifier does not match the code_challenge.", first.Message);
        var second = (await SignIn.ExchangeAsync(simulation, code)).Expect(400);
        Assert.NotNull(second.Json["trackingId"]);
        Assert.Null(second.Json["error"]);
    }

    [Fact]
    public async Task A_code_lives_five_minutes()
    {
        await using var simulation = await Simulation.StartAsync();
        var code = await SignIn.CodeAsync(simulation);
        await simulation.AdvanceAsync(300);
        (await SignIn.ExchangeAsync(simulation, code)).Expect(400);
    }

    [Theory]
    [InlineData("code_verifier", "", 400)]
    [InlineData("redirect_uri", "http://127.0.0.1:5080/elsewhere", 400)]
    [InlineData("client_secret", "wrong", 401)]
    [InlineData("client_secret", "", 401)]
    [InlineData("client_id", "Cunknown", 401)]
    [InlineData("grant_type", "password", 400)]
    [InlineData("grant_type", "", 400)]
    public async Task A_faulty_exchange_is_refused(string field, string value, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        var answer = await SignIn.TokenAsync(simulation, ("grant_type", "authorization_code"), ("code", await SignIn.CodeAsync(simulation)),
            ("redirect_uri", SignIn.Redirect), ("code_verifier", SignIn.Verifier), (field, value));
        answer.Expect(status);
        Assert.NotNull(answer.Json["errors"]![0]!["description"]);
    }

    [Fact]
    public async Task A_public_client_needs_no_secret_but_must_use_PKCE()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/integrations", $$"""{"clientId":"Cpublic","redirectUris":["{{SignIn.Redirect}}"],"scopes":["spark:people_read"],"name":"Phone app"}""");
        (string, string)[] changes = [("client_id", "Cpublic"), ("scope", "spark:people_read")];
        Assert.Equal("invalid_request", SignIn.Value(await SignIn.DecideAsync(simulation, SignIn.Request([.. changes, ("code_challenge", "")])), "error"));
        var code = await SignIn.CodeAsync(simulation, changes);
        (await SignIn.TokenAsync(simulation, ("client_id", "Cpublic"), ("client_secret", ""), ("grant_type", "authorization_code"),
            ("code", code), ("redirect_uri", SignIn.Redirect), ("code_verifier", SignIn.Verifier))).Expect(200);
    }

    [Fact]
    public async Task An_access_token_lives_fourteen_days_on_the_simulators_clock()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = (await SignIn.CompleteAsync(simulation)).Of("access_token");
        await simulation.AdvanceAsync((14 * Day) - 1);
        var expiry = (await simulation.SendAsync("GET", "/v1/authorizations/tokenExpiry", null, token)).Expect(200);
        Assert.Equal(DateTimeOffset.Parse("2026-03-16T09:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), expiry.Json["exp"]!.GetValue<long>());
        await simulation.AdvanceAsync(1);
        var refused = (await SignIn.MeAsync(simulation, token)).Expect(401);
        Assert.Equal("The request requires a valid access token set in the Authorization request header.", refused.Message);
    }

    [Fact]
    public async Task A_refresh_starts_the_ninety_days_anew_and_leaves_the_old_token_alive()
    {
        await using var simulation = await Simulation.StartAsync();
        var first = await SignIn.CompleteAsync(simulation);
        var refreshToken = first.Of("refresh_token");
        await simulation.AdvanceAsync(5 * Day);
        var second = (await SignIn.RefreshAsync(simulation, refreshToken)).Expect(200);
        Assert.Equal(refreshToken, second.Of("refresh_token"));
        Assert.NotEqual(first.Of("access_token"), second.Of("access_token"));
        (await SignIn.MeAsync(simulation, first.Of("access_token"))).Expect(200);
        await simulation.AdvanceAsync(89 * Day);
        (await SignIn.RefreshAsync(simulation, refreshToken)).Expect(200);
        await simulation.AdvanceAsync(90 * Day);
        (await SignIn.RefreshAsync(simulation, refreshToken)).Expect(400);
    }

    [Fact]
    public async Task A_revoked_person_must_sign_in_again()
    {
        await using var simulation = await Simulation.StartAsync();
        var token = await SignIn.CompleteAsync(simulation);
        await simulation.PostAsync("/control/tokens/revoke", """{"user":"ann.berg@nordlys.example","accessTokensOnly":true}""");
        (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(401);
        (await SignIn.RefreshAsync(simulation, token.Of("refresh_token"))).Expect(200);
        await simulation.PostAsync("/control/tokens/revoke", "{}");
        (await SignIn.RefreshAsync(simulation, token.Of("refresh_token"))).Expect(400);
        (await simulation.ApiAsync("ann", "GET", "/people/me")).Expect(200);
    }

    [Theory]
    [InlineData("GET", "/people?displayName=Ann", "spark:people_read")]
    [InlineData("GET", "/telephony/calls", "spark:calls_read")]
    [InlineData("GET", "/telephony/calls/history", "spark:calls_read")]
    [InlineData("POST", "/telephony/calls/dial", "spark:calls_write")]
    [InlineData("POST", "/telephony/calls/hangup", "spark:calls_write")]
    [InlineData("GET", "/telephony/config/people/me/settings/preferredAnswerEndpoint", "spark:telephony_config_read")]
    [InlineData("POST", "/webhooks", "spark:calls_read")]
    public async Task A_token_without_the_scope_is_refused(string method, string path, string scope)
    {
        await using var simulation = await Simulation.StartAsync();
        var others = string.Join(' ', new[] { "spark:people_read", "spark:calls_read", "spark:calls_write", "spark:rooms_read" }.Where(other => other != scope));
        var token = (await SignIn.CompleteAsync(simulation, ("scope", others))).Of("access_token");
        var body = path == "/webhooks"
            ? JsonSerializer.Serialize(new { name = "x", targetUrl = "http://127.0.0.1:1/", resource = "telephony_calls", @event = "all" })
            : """{"destination":"1102","callId":"x"}""";
        var answer = (await simulation.SendAsync(method, "/v1" + path, method == "POST" ? body : null, token)).Expect(403);
        Assert.Contains(scope, answer.Text, StringComparison.Ordinal);
    }
}
