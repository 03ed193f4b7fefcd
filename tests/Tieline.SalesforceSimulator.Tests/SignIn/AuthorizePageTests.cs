using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>What a client may ask of the page itself, and the older name of an assertion's user.</summary>
public sealed class AuthorizePageTests : IAsyncLifetime
{
    private const string Callback = "http://127.0.0.1:5080/callback";
    private TestOrg org = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await new AppDesk(org).PolicyAsync("""{"pkceRequired":false,"scopes":["api"]}""");
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task The_user_of_the_hint_is_chosen_already()
    {
        using var page = await AskAsync("login_hint=bo.lind%40nordlys.example");
        Assert.Contains("<option value=\"bo.lind@nordlys.example\" selected>", await page.Content.ReadAsStringAsync());
        using var unknown = await AskAsync("login_hint=nobody%40nordlys.example");
        Assert.DoesNotContain(" selected", await unknown.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("display=page")]
    [InlineData("display=popup")]
    [InlineData("display=touch")]
    [InlineData("display=mobile")]
    [InlineData("prompt=login")]
    [InlineData("prompt=consent")]
    [InlineData("prompt=login%20consent")]
    [InlineData("prompt=select_account")]
    [InlineData("immediate=false")]
    public async Task The_page_is_shown_however_it_is_wished(string wish)
    {
        using var page = await AskAsync(wish);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Allow access?", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_the_user_it_cannot_be_done_at_once()
    {
        using var answer = await AskAsync("immediate=true");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(Callback + "?error=immediate_unsuccessful", answer.Headers.Location!.ToString());
        Assert.EndsWith("state=s", answer.Headers.Location.ToString());
    }

    [Fact]
    public async Task The_older_name_of_an_assertions_user_serves_where_the_newer_is_missing()
    {
        using var key = RSA.Create(2048);
        await org.ControlAsync("apps", new JsonObject { ["consumerKey"] = "jwt-app", ["consumerSecret"] = "x", ["scopes"] = new JsonArray("api"), ["jwtPublicKey"] = key.ExportSubjectPublicKeyInfoPem() });
        await org.ControlAsync("switches", new JsonObject { ["jwtNeedsApproval"] = false });
        Assert.Equal("bo.lind@nordlys.example", await UserOfAsync(key, new JsonObject { ["prn"] = "bo.lind@nordlys.example" }));
        Assert.Equal("ann.berg@nordlys.example", await UserOfAsync(key, new JsonObject { ["sub"] = "ann.berg@nordlys.example", ["prn"] = "bo.lind@nordlys.example" }));
        Assert.Null(await UserOfAsync(key, []));
    }

    private Task<HttpResponseMessage> AskAsync(string wish) =>
        org.Http.GetAsync($"/services/oauth2/authorize?response_type=code&client_id=desk&redirect_uri={Uri.EscapeDataString(Callback)}&{wish}&state=s");

    /// <summary>Null when the assertion is refused.</summary>
    private async Task<string?> UserOfAsync(RSA key, JsonObject claims)
    {
        (claims["iss"], claims["aud"], claims["exp"]) = ("jwt-app", "https://login.salesforce.com", 4102444800);
        var body = Part(new JsonObject { ["alg"] = "RS256" }) + "." + Part(claims);
        var assertion = body + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var answer = await new AppDesk(org).PostAsync("token", ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion));
        if ((string?)answer["access_token"] is not { } token) return null;
        return (string)(await new OrgClient(org.Http, token, "").GetAsync("/services/oauth2/userinfo")).Is(200).Body!["preferred_username"]!;
    }

    private static string Part(JsonNode json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
