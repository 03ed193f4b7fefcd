using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>That a user once let an app in outlives the session it gave, until he takes it back.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private readonly RSA key = RSA.Create(2048);
    private TestOrg org = null!;
    private AppDesk app = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        app = new AppDesk(org);
        await app.PolicyAsync(new JsonObject { ["scopes"] = new JsonArray("api"), ["jwtPublicKey"] = key.ExportSubjectPublicKeyInfoPem() }.ToJsonString());
    }

    public ValueTask DisposeAsync()
    {
        key.Dispose();
        return org.DisposeAsync();
    }

    private Task<JsonNode> AssertAsync()
    {
        var body = Part(new JsonObject { ["alg"] = "RS256" }) + "." + Part(new JsonObject { ["iss"] = "desk", ["sub"] = "bo.lind@nordlys.example", ["aud"] = "https://login.salesforce.com", ["exp"] = 4102444800 });
        return app.PostAsync("token", ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", body + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))));
    }

    private static string Part(JsonNode json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private async Task LoadAsync(string state)
    {
        using var loaded = await org.Http.PutAsync("/control/state", new StringContent(state), TestContext.Current.CancellationToken);
        Assert.Equal(204, (int)loaded.StatusCode);
    }

    [Fact]
    public async Task It_outlives_the_session_and_a_restart()
    {
        Assert.Equal("invalid_grant: user hasn't approved this consumer", AppDesk.Problem(await AssertAsync()));
        await app.TokensAsync();
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 3 * 3600 });
        await org.AsAsync();
        await LoadAsync(await org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken));
        Assert.NotNull((await AssertAsync())["access_token"]);
    }

    [Fact]
    public async Task Revoking_the_last_token_takes_it_back()
    {
        var (first, second) = (await app.TokensAsync(), await app.TokensAsync());
        await RevokeAsync(first);
        await RevokeAsync(await AssertAsync());
        await RevokeAsync(second);
        Assert.Equal("invalid_grant: user hasn't approved this consumer", AppDesk.Problem(await AssertAsync()));
    }

    private async Task RevokeAsync(JsonNode tokens)
    {
        using var revoked = await org.Http.PostAsync("/services/oauth2/revoke", new FormUrlEncodedContent([KeyValuePair.Create("token", (string)tokens["access_token"]!)]), TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)revoked.StatusCode);
    }
}
