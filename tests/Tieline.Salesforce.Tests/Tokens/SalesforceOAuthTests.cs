using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Tokens;

public class SalesforceOAuthTests
{
    private const string Identity = "https://login.salesforce.com/id/00D000000000001EAA/005000000000002AAA";

    private static readonly SalesforceApp App = new("3MVG9key", "s&cret=", new Uri("http://127.0.0.1:5080/connect/salesforce/callback"));

    [Fact]
    public async Task The_sign_in_page_gets_everything_it_needs()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Empty(200));
        var pkce = Pkce.Create();

        var address = OAuth(cloud).AuthorizeUrl(App, "st/te+1", ["api", "refresh_token"], pkce, "ann@example.test", "login");

        var query = QueryHelpers.ParseQuery(address.Query);
        Assert.Equal("/services/oauth2/authorize", address.AbsolutePath);
        Assert.Equal(
            ["code", "3MVG9key", App.CallbackUrl.OriginalString, "api refresh_token", "st/te+1", pkce.Challenge, "ann@example.test", "login"],
            new[] { "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "login_hint", "prompt" }.Select(name => query[name].ToString()));
        Assert.DoesNotContain(pkce.Verifier, address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_becomes_tokens_with_org_and_user()
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("s&cret="), Encoding.UTF8.GetBytes(Identity + "1790000000000")));
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, $$"""
            {"access_token":"00D!A","refresh_token":"R","signature":"{{signature}}","scope":"api refresh_token","instance_url":"https://example.my.salesforce.com","id":"{{Identity}}","token_type":"Bearer","issued_at":"1790000000000"}
            """));

        var tokens = await OAuth(cloud).ExchangeCodeAsync(App, "the code", Pkce.From("verifier"), Cancellation);

        Assert.Equal(("00D!A", "R", "example.my.salesforce.com"), (tokens.AccessToken, tokens.RefreshToken, tokens.InstanceUrl.Host));
        Assert.Equal(("00D000000000001EAA", "005000000000002AAA"), (tokens.OrganizationId.Value, tokens.UserId.Value));
        Assert.True(tokens.IsSignedWith("s&cret="));
        Assert.False(tokens.IsSignedWith("another"));
        Assert.False((tokens with { IssuedAt = "1790000000001" }).IsSignedWith("s&cret="));
        Assert.False((tokens with { Signature = null }).IsSignedWith("s&cret="));
        Assert.False((tokens with { Signature = "no base64" }).IsSignedWith("s&cret="));
        Assert.Equal("/services/oauth2/token", cloud.Only.Target);
        var form = QueryHelpers.ParseQuery(cloud.Only.Body);
        Assert.Equal(("authorization_code", "s&cret=", "the code", "verifier"), (form["grant_type"].ToString(), form["client_secret"].ToString(), form["code"].ToString(), form["code_verifier"].ToString()));
    }

    [Fact]
    public async Task A_refresh_brings_no_new_refresh_token_unless_they_rotate()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Json(200, $$"""{"access_token":"A2","instance_url":"https://example.my.salesforce.com","id":"{{Identity}}"}"""),
            ScriptedCloud.Json(200, $$"""{"access_token":"A3","refresh_token":"R2","instance_url":"https://example.my.salesforce.com","id":"{{Identity}}"}"""));

        Assert.Null((await OAuth(cloud).RefreshAsync(App with { ConsumerSecret = null }, "R", Cancellation)).RefreshToken);
        Assert.Equal("R2", (await OAuth(cloud).RefreshAsync(App, "R", Cancellation)).RefreshToken);

        Assert.Equal("grant_type=refresh_token&client_id=3MVG9key&refresh_token=R", cloud.Seen[0].Body);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"expired access/refresh token"}""", SalesforceErrorKind.SessionExpired, "invalid_grant")]
    [InlineData(401, """{"error":"invalid_client","error_description":"invalid client credentials"}""", SalesforceErrorKind.Invalid, "invalid_client")]
    [InlineData(400, """{"error":"redirect_uri_mismatch","error_description":"redirect_uri must match configuration"}""", SalesforceErrorKind.Invalid, "redirect_uri_mismatch")]
    [InlineData(400, """{"error":"rate_limit_exceeded","error_description":"login rate exceeded"}""", SalesforceErrorKind.ApiLimit, "rate_limit_exceeded")]
    [InlineData(400, """{"error":"inactive_user","error_description":"user is inactive"}""", SalesforceErrorKind.Forbidden, "inactive_user")]
    [InlineData(503, "<html>", SalesforceErrorKind.Unavailable, null)]
    [InlineData(503, """{"error":"server_error","error_description":"down"}""", SalesforceErrorKind.Unavailable, "server_error")]
    [InlineData(400, """{"error":"unknown_error","error_description":"retry your request"}""", SalesforceErrorKind.Unavailable, "unknown_error")]
    [InlineData(500, "", SalesforceErrorKind.Unavailable, null)]
    [InlineData(200, "{}", SalesforceErrorKind.Unavailable, null)]
    public async Task A_refused_refresh_says_whether_the_user_must_come_again(int status, string body, SalesforceErrorKind kind, string? code)
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(status, body));

        var problem = await Assert.ThrowsAsync<SalesforceException>(() => OAuth(cloud).RefreshAsync(App, "R", Cancellation));

        Assert.Equal((kind, code), (problem.Kind, problem.ErrorCode));
    }

    [Fact]
    public async Task A_token_is_given_back_or_was_not_known()
    {
        await using var cloud = await ScriptedCloud.StartAsync(
            ScriptedCloud.Empty(200), ScriptedCloud.Json(400, """{"error":"invalid_token","error_description":"invalid token"}"""), ScriptedCloud.Json(400, """{"error":"unsupported_token_type"}"""),
            ScriptedCloud.Json(400, """{"error":"invalid_request"}"""));

        await OAuth(cloud).RevokeAsync("a b", Cancellation);
        await OAuth(cloud).RevokeAsync("a b", Cancellation);
        await OAuth(cloud).RevokeAsync("a b", Cancellation);
        await Assert.ThrowsAsync<SalesforceException>(() => OAuth(cloud).RevokeAsync("a b", Cancellation));

        Assert.Equal("POST /services/oauth2/revoke token=a%20b", cloud.Seen[0].ToString());
    }

    [Fact]
    public void Printed_tokens_keep_their_secrets()
    {
        var tokens = new SalesforceTokens { AccessToken = "hush", RefreshToken = "hush", InstanceUrl = new Uri("https://a.test"), IdentityUrl = new Uri(Identity) };

        Assert.DoesNotContain("hush", tokens.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", (App with { ConsumerSecret = "hush" }).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", Pkce.From("hush").ToString(), StringComparison.Ordinal);
        Assert.Equal(default, (tokens with { IdentityUrl = new Uri("https://a.test/id/x") }).UserId);
    }

    private static SalesforceOAuth OAuth(ScriptedCloud cloud) => new(cloud.Http, cloud.Address);
}
