using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

public sealed class SignInFlowTests : IAsyncLifetime
{
    private const string Callback = "http://127.0.0.1:5080/connect/salesforce/callback";
    private const string Verifier = "a-verifier-of-more-than-forty-three-characters-as-the-rfc-wants";
    private TestOrg org = null!;

    private static string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier)));

    public async ValueTask InitializeAsync() => org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task A_user_who_allows_signs_an_app_in_for_good()
    {
        var page = await org.Http.GetStringAsync("/services/oauth2/authorize" + QueryString(Parameters()), TestContext.Current.CancellationToken);
        Assert.Contains("<select id=\"username\" name=\"username\">", page);
        Assert.DoesNotContain("leo.gone", page);

        var tokens = await TokensAsync(await CodeAsync());

        Assert.Matches(@"^00D\w{12}![.\w]+$", (string)tokens["access_token"]!);
        Assert.Equal("Bearer", (string)tokens["token_type"]!);
        var bo = await org.AsAsync("bo.lind");
        var organization = (string)(await bo.QueryAsync("SELECT Id FROM Organization")).Records.Single()!["Id"]!;
        Assert.Equal($"{org.Http.BaseAddress!.Scheme}://localhost:{org.Http.BaseAddress.Port}/id/{organization}/{bo.UserId}", (string)tokens["id"]!);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData("salesforce-demo-secret"u8, Encoding.UTF8.GetBytes((string)tokens["id"]! + (string)tokens["issued_at"]!))), (string)tokens["signature"]!);
        Assert.Equal(3, ((string)tokens["id_token"]!).Split('.').Length);
        Assert.False(tokens.AsObject().ContainsKey("expires_in"));
        var client = new OrgClient(org.Http, (string)tokens["access_token"]!, "");
        var who = (await client.GetAsync("/services/oauth2/userinfo")).Is(200).Body!;
        Assert.Equal("bo.lind@nordlys.example", (string)who["preferred_username"]!);
        Assert.Equal(200, (await client.GetAsync(new Uri((string)tokens["id"]!).AbsolutePath)).Status);
        var refreshed = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!));
        Assert.NotEqual((string)tokens["access_token"]!, (string)refreshed.Body["access_token"]!);
        Assert.False(refreshed.Body.AsObject().ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task Denial_goes_back_to_the_app_with_its_state()
    {
        var answer = await DecideAsync(Parameters(("state", "s 1")), "deny");
        Assert.Equal(("access_denied", "end-user denied authorization", "s 1"), ((string)answer["error"]!, (string)answer["error_description"]!, (string)answer["state"]!));
    }

    [Theory]
    [InlineData("client_id", "unknown", "invalid_client_id")]
    [InlineData("redirect_uri", "http://evil.example/", "redirect_uri_mismatch")]
    public async Task What_the_app_may_not_learn_is_told_on_the_page(string name, string value, string error)
    {
        using var response = await org.Http.GetAsync("/services/oauth2/authorize" + QueryString(Parameters((name, value))), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(error, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("scope", "api full", "invalid_scope")]
    public async Task A_wrong_authorize_request_goes_back_as_an_error(string name, string? value, string error)
    {
        using var response = await org.Http.GetAsync("/services/oauth2/authorize" + QueryString(Parameters((name, value))), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(error, (string)QueryHelpers.ParseQuery(response.Headers.Location!.Query)["error"]!);
    }

    [Fact]
    public async Task A_code_serves_once_and_for_15_minutes()
    {
        var code = await CodeAsync();
        await TokensAsync(code);
        Assert.Equal((400, "invalid_grant", "invalid authorization code"), Problem(await ExchangeAsync(code)));
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        code = await CodeAsync();
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 901 });
        Assert.Equal((400, "invalid_grant", "expired authorization code"), Problem(await ExchangeAsync(code)));
    }

    [Theory]
    [InlineData("code_verifier", "wrong", "invalid_request", "invalid code verifier", 400)]
    [InlineData("code_verifier", null, "invalid_grant", "missing code verifier", 400)]
    [InlineData("client_secret", "wrong", "invalid_client", "invalid client credentials", 401)]
    [InlineData("client_id", "wrong", "invalid_client_id", "client identifier invalid", 400)]
    [InlineData("redirect_uri", "http://127.0.0.1/", "redirect_uri_mismatch", "redirect_uri must match configuration", 400)]
    [InlineData("grant_type", "password", "unsupported_grant_type", "grant type not supported", 400)]
    [InlineData("code", "nonsense", "invalid_grant", "invalid authorization code", 400)]
    public async Task A_wrong_exchange_is_refused(string name, string? value, string error, string description, int status) =>
        Assert.Equal((status, error, description), Problem(await ExchangeAsync(await CodeAsync(), (name, value))));

    [Fact]
    public async Task A_session_dies_after_two_hours_and_is_renewed()
    {
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        var tokens = await TokensAsync(await CodeAsync());
        var client = new OrgClient(org.Http, (string)tokens["access_token"]!, "");
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 7199 });
        (await client.GetAsync("limits")).Is(200);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 2 });
        var expired = (await client.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        Assert.Equal(("Session expired or invalid", "Token"), (expired.Message, expired.Headers.WwwAuthenticate.ToString()));
        Assert.Equal("Bad_OAuth_Token", (await client.GetAsync("/services/oauth2/userinfo")).Is(403).Text);
        var renewed = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!));
        (await new OrgClient(org.Http, (string)renewed.Body["access_token"]!, "").GetAsync("limits")).Is(200);
    }

    [Fact]
    public async Task A_revoked_refresh_token_ends_its_sessions()
    {
        var tokens = await TokensAsync(await CodeAsync());
        var client = new OrgClient(org.Http, (string)tokens["access_token"]!, "");
        Assert.Equal(200, await PostAsync("revoke", ("token", (string)tokens["refresh_token"]!)));
        (await client.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        Assert.Equal((400, "invalid_grant", "expired access/refresh token"), Problem(await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!))));
        Assert.Equal(400, await PostAsync("revoke", ("token", "nonsense")));
    }

    [Fact]
    public async Task With_rotation_each_refresh_token_serves_once()
    {
        await org.ControlAsync("apps", new JsonObject { ["consumerKey"] = "3MVG9tieline-demo", ["consumerSecret"] = "salesforce-demo-secret", ["callbackUrls"] = new JsonArray(Callback), ["refreshTokenRotation"] = true });
        var first = (string)(await TokensAsync(await CodeAsync()))["refresh_token"]!;
        var second = (string)(await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", first))).Body["refresh_token"]!;
        Assert.Equal(400, (await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", first))).Status);
        Assert.Equal(200, (await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", second))).Status);
    }

    [Fact]
    public async Task Introspection_tells_a_living_token_from_a_dead_one()
    {
        var tokens = await TokensAsync(await CodeAsync());
        (string, string?)[] client = [("client_id", "3MVG9tieline-demo"), ("client_secret", "salesforce-demo-secret")];
        var living = await FormAsync("introspect", [("token", (string)tokens["access_token"]!), .. client]);
        Assert.True((bool)living.Body["active"]!);
        Assert.Equal("bo.lind@nordlys.example", (string)living.Body["username"]!);
        Assert.Equal("""{"active":false}""", (await FormAsync("introspect", [("token", "dead"), .. client])).Body.ToJsonString());
        Assert.Equal(401, (await FormAsync("introspect", [("token", "dead")])).Status);
    }

    [Fact]
    public async Task An_assertion_signed_by_the_apps_key_signs_its_user_in()
    {
        using var key = RSA.Create(2048);
        await org.ControlAsync("apps", new JsonObject { ["consumerKey"] = "jwt-app", ["consumerSecret"] = "x", ["scopes"] = new JsonArray("api"), ["jwtPublicKey"] = key.ExportSubjectPublicKeyInfoPem() });
        string Assertion(string audience, string user, double lifeSeconds = 180, bool milliseconds = false)
        {
            var expiry = DateTimeOffset.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + lifeSeconds);
            var exp = milliseconds ? expiry.ToUnixTimeMilliseconds() : expiry.ToUnixTimeSeconds();
            var body = Part(new JsonObject { ["alg"] = "RS256" }) + "." + Part(new JsonObject { ["iss"] = "jwt-app", ["sub"] = user, ["aud"] = audience, ["exp"] = exp });
            return body + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        await org.ControlAsync("switches", new JsonObject { ["jwtNeedsApproval"] = false });
        (string, string?) grant = ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        Assert.Equal(200, (await FormAsync("token", [grant, ("assertion", Assertion("https://login.salesforce.com", "integration@nordlys.example"))])).Status);
        Assert.Equal(200, (await FormAsync("token", [grant, ("assertion", Assertion("https://login.salesforce.com", "integration@nordlys.example", lifeSeconds: -60, milliseconds: true))])).Status);
        Assert.Equal((400, "invalid_grant", "expired assertion"), Problem(await FormAsync("token", [grant, ("assertion", Assertion("https://login.salesforce.com", "integration@nordlys.example", lifeSeconds: -60))])));
        Assert.Equal((400, "invalid_grant", "Audience validation failed"), Problem(await FormAsync("token", [grant, ("assertion", Assertion("https://elsewhere.example", "integration@nordlys.example"))])));
        Assert.Equal((400, "invalid_grant", "invalid assertion"), Problem(await FormAsync("token", [grant, ("assertion", Assertion("https://login.salesforce.com", "x")[..^8] + "AAAAAAAA")])));
        Assert.Equal((400, "invalid_grant", "no client credentials user enabled"), Problem(await TokenAsync(("grant_type", "client_credentials"))));
    }

    [Fact]
    public async Task An_assertion_serves_only_those_who_have_let_the_app_in()
    {
        using var key = RSA.Create(2048);
        await org.ControlAsync("apps", new JsonObject
        {
            ["consumerKey"] = "3MVG9tieline-demo", ["consumerSecret"] = "salesforce-demo-secret", ["callbackUrls"] = new JsonArray(Callback), ["jwtPublicKey"] = key.ExportSubjectPublicKeyInfoPem(),
        });
        var body = Part(new JsonObject { ["alg"] = "RS256" }) + "." + Part(new JsonObject { ["iss"] = "3MVG9tieline-demo", ["sub"] = "bo.lind@nordlys.example", ["aud"] = "https://login.salesforce.com", ["exp"] = 4102444800 });
        (string, string?)[] form =
        [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", body + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
        ];
        Assert.Equal((400, "invalid_grant", "user hasn't approved this consumer"), Problem(await FormAsync("token", form)));
        await TokensAsync(await CodeAsync());
        Assert.Equal(200, (await FormAsync("token", form)).Status);
    }

    [Fact]
    public async Task A_session_without_the_api_scope_may_not_use_the_api()
    {
        var code = (string)(await DecideAsync(Parameters(("scope", "openid")), "allow"))["code"]!;
        (await new OrgClient(org.Http, (string)(await TokensAsync(code))["access_token"]!, "").GetAsync("limits")).Is(403);
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static Dictionary<string, string?> Parameters(params (string Name, string? Value)[] other)
    {
        var all = new Dictionary<string, string?> { ["response_type"] = "code", ["client_id"] = "3MVG9tieline-demo", ["redirect_uri"] = Callback, ["code_challenge"] = Challenge };
        foreach (var (name, value) in other) all[name] = value;
        return all;
    }

    private static string QueryString(Dictionary<string, string?> parameters) => QueryHelpers.AddQueryString("", parameters.Where(p => p.Value is not null));

    private async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> DecideAsync(Dictionary<string, string?> parameters, string decision)
    {
        var form = parameters.Where(p => p.Value is not null).Append(new("username", "bo.lind@nordlys.example")).Append(new("decision", decision));
        using var response = await org.Http.PostAsync("/services/oauth2/authorize", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query);
    }

    private async Task<string> CodeAsync() => (string)(await DecideAsync(Parameters(), "allow"))["code"]!;

    private async Task<JsonNode> TokensAsync(string code)
    {
        var answer = await ExchangeAsync(code);
        Assert.True(answer.Status == 200, answer.Body.ToJsonString());
        return answer.Body;
    }

    private Task<(int Status, JsonNode Body)> ExchangeAsync(string code, params (string, string?)[] other) =>
        TokenAsync([("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback), ("code_verifier", Verifier), .. other]);

    private Task<(int Status, JsonNode Body)> TokenAsync(params (string, string?)[] form) =>
        FormAsync("token", [("client_id", "3MVG9tieline-demo"), ("client_secret", "salesforce-demo-secret"), .. form]);

    private async Task<(int Status, JsonNode Body)> FormAsync(string door, (string Name, string? Value)[] form)
    {
        var fields = new Dictionary<string, string?>();
        foreach (var (name, value) in form) fields[name] = value;
        using var response = await org.Http.PostAsync("/services/oauth2/" + door, new FormUrlEncodedContent(fields.Where(f => f.Value is not null)), TestContext.Current.CancellationToken);
        Assert.True(response.Headers.CacheControl!.NoStore);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    private async Task<int> PostAsync(string door, params (string Name, string Value)[] form)
    {
        using var response = await org.Http.PostAsync("/services/oauth2/" + door, new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))), TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private static (int, string, string) Problem((int Status, JsonNode Body) answer) => (answer.Status, (string)answer.Body["error"]!, (string)answer.Body["error_description"]!);
}
