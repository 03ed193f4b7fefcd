using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using static Tieline.Salesforce.Tests.Clients;

namespace Tieline.Salesforce.Tests.Tokens;

/// <summary>The two ways in which the server signs in by itself.</summary>
public class ServerSignInTests
{
    private const string Answer = """{"access_token":"A","scope":"api id","instance_url":"https://example.my.salesforce.com","id":"https://login.salesforce.com/id/00D000000000001EAA/005000000000002AAA","token_type":"Bearer"}""";

    [Fact]
    public void An_assertion_names_app_user_and_org_for_two_minutes_and_is_signed()
    {
        using var key = RSA.Create(2048);
        var now = new DateTimeOffset(2026, 11, 26, 4, 0, 0, TimeSpan.Zero);
        var parts = JwtAssertion.Sign(key, "3MVG9key", "integration@example.test", new Uri("https://example.my.salesforce.com/"), now).Split('.');
        Assert.Equal("""{"alg":"RS256"}""", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        string? Of(string name) => claims.RootElement.GetProperty(name).ToString();
        Assert.Equal(("3MVG9key", "integration@example.test", "https://example.my.salesforce.com"), (Of("iss"), Of("sub"), Of("aud")));
        Assert.Equal(now.ToUnixTimeSeconds() + 120, claims.RootElement.GetProperty("exp").GetInt64());
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task An_assertion_is_sent_without_key_and_secret()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, Answer));
        var tokens = await new SalesforceOAuth(cloud.Http, cloud.Address).JwtBearerAsync("a.b.c", Cancellation);
        Assert.Equal(("A", null), (tokens.AccessToken, tokens.RefreshToken));
        var form = QueryHelpers.ParseQuery(cloud.Only.Body);
        Assert.Equal(["assertion", "grant_type"], form.Keys.Order());
        Assert.Equal(("urn:ietf:params:oauth:grant-type:jwt-bearer", "a.b.c"), (form["grant_type"].ToString(), form["assertion"].ToString()));
    }

    [Fact]
    public async Task Client_credentials_are_sent_in_the_body()
    {
        await using var cloud = await ScriptedCloud.StartAsync(ScriptedCloud.Json(200, Answer));
        await new SalesforceOAuth(cloud.Http, cloud.Address).ClientCredentialsAsync(new SalesforceApp("3MVG9key", "s&cret=", new Uri("http://127.0.0.1/callback")), Cancellation);
        var form = QueryHelpers.ParseQuery(cloud.Only.Body);
        Assert.Equal(("client_credentials", "3MVG9key", "s&cret="), (form["grant_type"].ToString(), form["client_id"].ToString(), form["client_secret"].ToString()));
    }
}
