using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

/// <summary>The broker's own addresses do what /v1 does, and refuse in the words of RFC 6749.</summary>
public class IdentityBroker
{
    [Fact]
    public async Task Its_discovery_names_addresses_that_work()
    {
        await using var simulation = await Simulation.StartAsync();
        var discovery = await simulation.GetAsync("/idb/.well-known/openid-configuration");
        var back = await SignIn.PostAsync(simulation, discovery["authorization_endpoint"]!.GetValue<string>(),
            SignIn.Request().Concat(new Dictionary<string, string> { ["email"] = "ann.berg@nordlys.example", ["decision"] = "allow" }));
        var exchange = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = SignIn.ClientId, ["client_secret"] = SignIn.Secret, ["redirect_uri"] = SignIn.Redirect,
            ["code_verifier"] = SignIn.Verifier, ["code"] = SignIn.Value(back.Expect(302).Headers.Location!, "code")!,
        };
        var address = discovery["token_endpoint"]!.GetValue<string>();
        var token = (await SignIn.PostAsync(simulation, address, exchange)).Expect(200);
        Assert.Equal("invalid_grant", (await SignIn.PostAsync(simulation, address, exchange)).Expect(400).Of("error"));
        exchange["client_secret"] = "wrong";
        Assert.Equal("invalid_client", (await SignIn.PostAsync(simulation, address, exchange)).Expect(401).Of("error"));
        var revoke = discovery["revocation_endpoint"]!.GetValue<string>();
        (await SignIn.PostAsync(simulation, revoke, new Dictionary<string, string> { ["token"] = token.Of("refresh_token") })).Expect(200);
        (await SignIn.MeAsync(simulation, token.Of("access_token"))).Expect(401);
        Assert.Equal("invalid_request", (await SignIn.PostAsync(simulation, revoke, new Dictionary<string, string>())).Expect(400).Of("error"));
    }

    [Fact]
    public async Task What_it_cannot_do_and_what_it_cannot_read_have_codes_of_their_own()
    {
        await using var simulation = await Simulation.StartAsync();
        const string Address = "/idb/oauth2/v1/access_token";
        var fields = new Dictionary<string, string> { ["grant_type"] = "password", ["client_id"] = SignIn.ClientId, ["client_secret"] = SignIn.Secret };
        Assert.Equal("unsupported_grant_type", (await SignIn.PostAsync(simulation, Address, fields)).Expect(400).Of("error"));
        Assert.Equal("invalid_request", (await simulation.SendAsync("POST", Address, "{}", null)).Expect(400).Of("error"));
    }
}
