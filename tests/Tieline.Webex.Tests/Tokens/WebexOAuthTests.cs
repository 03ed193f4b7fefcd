using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using static Tieline.Webex.Tests.Clients;

namespace Tieline.Webex.Tests.Tokens;

public class WebexOAuthTests
{
    private static readonly WebexApp App = new("Cabc", "s&cret=", new Uri("http://127.0.0.1:5080/connect/webex/callback"));

    [Fact]
    public async Task The_sign_in_page_gets_everything_it_needs()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(200));
        var pkce = Pkce.Create();

        var address = OAuth(cloud).AuthorizeUrl(App, "st/te+1", ["spark:people_read", "spark:calls_read"], pkce, "ann@example.test");

        var query = QueryHelpers.ParseQuery(address.Query);
        Assert.Equal("/v1/authorize", address.AbsolutePath);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("Cabc", query["client_id"]);
        Assert.Equal("http://127.0.0.1:5080/connect/webex/callback", query["redirect_uri"]);
        Assert.Equal("spark:people_read spark:calls_read", query["scope"]);
        Assert.Equal("st/te+1", query["state"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(pkce.Challenge, query["code_challenge"]);
        Assert.Equal("ann@example.test", query["email"]);
        Assert.DoesNotContain(pkce.Verifier, address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_becomes_tokens()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(
            200, """{"access_token":"A","expires_in":1209599,"refresh_token":"R","refresh_token_expires_in":"7775999","token_type":"Bearer","scope":"spark:people_read"}"""));

        var tokens = await OAuth(cloud).ExchangeCodeAsync(App, "the code", Pkce.From("verifier"), Cancellation);

        Assert.Equal(new WebexTokens("A", "R", TimeSpan.FromSeconds(1209599), TimeSpan.FromSeconds(7775999), "spark:people_read"), tokens);
        Assert.Equal("/v1/access_token", cloud.Only.Target);
        Assert.StartsWith("application/x-www-form-urlencoded", cloud.Only.Header("Content-Type"), StringComparison.Ordinal);
        var form = QueryHelpers.ParseQuery(cloud.Only.Body);
        Assert.Equal("authorization_code", form["grant_type"]);
        Assert.Equal("s&cret=", form["client_secret"]);
        Assert.Equal("the code", form["code"]);
        Assert.Equal("verifier", form["code_verifier"]);
        Assert.Null(cloud.Only.Header("Authorization"));
    }

    [Fact]
    public async Task A_refresh_keeps_the_old_refresh_token_when_no_new_one_comes()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, """{"access_token":"A2","expires_in":60}"""));

        var tokens = await OAuth(cloud).RefreshAsync(App with { ClientSecret = null }, "R", Cancellation);

        Assert.Equal("R", tokens.RefreshToken);
        Assert.Equal("grant_type=refresh_token&client_id=Cabc&refresh_token=R", cloud.Only.Body);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"expired"}""", WebexErrorKind.Unauthorized, "invalid_grant")]
    [InlineData(401, """{"message":"The refresh token is not good.","trackingId":"T"}""", WebexErrorKind.Unauthorized, null)]
    [InlineData(429, "{}", WebexErrorKind.RateLimited, null)]
    [InlineData(500, "{}", WebexErrorKind.Unavailable, null)]
    [InlineData(200, "{}", WebexErrorKind.Unavailable, null)]
    public async Task A_refused_refresh_says_whether_the_person_must_come_again(int status, string body, WebexErrorKind kind, string? code)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, body));

        var problem = await Assert.ThrowsAsync<WebexException>(() => OAuth(cloud).RefreshAsync(App, "R", Cancellation));

        Assert.Equal(kind, problem.Kind);
        Assert.Equal(code, problem.ErrorCode);
    }

    [Fact]
    public void A_challenge_is_the_hash_of_its_verifier_and_no_two_are_alike()
    {
        var pkce = Pkce.Create();

        Assert.Equal(pkce.Challenge, WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(pkce.Verifier))));
        Assert.InRange(pkce.Verifier.Length, 43, 128);
        Assert.NotEqual(pkce.Verifier, Pkce.Create().Verifier);
        // The example of RFC 7636, appendix B.
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.From("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").Challenge);
    }

    [Fact]
    public void Printed_tokens_keep_their_secrets()
    {
        Assert.DoesNotContain("hush", new WebexTokens("hush", "hush", default, default, null).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", new WebexApp("id", "hush", App.RedirectUri).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", Pkce.From("hush").ToString(), StringComparison.Ordinal);
    }

    private static WebexOAuth OAuth(ScriptedCloud cloud) => new(cloud.Http, Options(cloud.Address));
}
