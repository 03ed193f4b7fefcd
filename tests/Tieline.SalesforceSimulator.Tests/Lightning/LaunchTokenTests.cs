using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

public sealed class LaunchTokenTests : IAsyncLifetime
{
    private ShellHost host = null!;

    public async ValueTask InitializeAsync() => host = await ShellHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_launch_token_is_signed_with_the_pasted_secret()
    {
        await host.SetUpCallingAsync();
        using var browser = await host.SignedInAsync();
        var parts = (await TokenAsync(browser)).Split('.');
        Assert.Equal(2, parts.Length);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(ShellHost.Secret), Encoding.ASCII.GetBytes(parts[0]));
        Assert.Equal(expected, Base64Url.DecodeFromChars(parts[1]));
        Assert.DoesNotMatch("[^A-Za-z0-9_-]", parts[0] + parts[1]);
    }

    [Fact]
    public async Task A_launch_token_names_user_and_org_of_the_session_and_lives_sixty_seconds()
    {
        await host.SetUpCallingAsync();
        using var browser = await host.SignedInAsync();
        (await browser.PostAsJsonAsync("/control/clock", new { mode = "stepped" })).EnsureSuccessStatusCode();
        var claims = Claims(await TokenAsync(browser));
        Assert.Equal(["v", "aud", "org", "user", "jti", "iat", "exp", "lang"], claims.EnumerateObject().Select(c => c.Name));
        Assert.Equal(1, claims.GetProperty("v").GetInt32());
        Assert.Equal("tieline", claims.GetProperty("aud").GetString());
        Assert.Equal(host.Org.Id, claims.GetProperty("org").GetString());
        Assert.Equal(host.Org.UserNamed(ShellHost.Ann)!.Id, claims.GetProperty("user").GetString());
        Assert.Equal(18, claims.GetProperty("user").GetString()!.Length);
        Assert.Equal(18, claims.GetProperty("org").GetString()!.Length);
        Assert.True(Guid.TryParse(claims.GetProperty("jti").GetString(), out _));
        Assert.Equal(host.Org.Clock.Now.ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal("en_US", claims.GetProperty("lang").GetString());
    }

    [Fact]
    public async Task Each_launch_token_has_an_id_of_its_own_and_the_orgs_time()
    {
        await host.SetUpCallingAsync();
        using var browser = await host.SignedInAsync();
        (await browser.PostAsJsonAsync("/control/clock", new { mode = "stepped" })).EnsureSuccessStatusCode();
        var first = Claims(await TokenAsync(browser));
        (await browser.PostAsJsonAsync("/control/clock", new { advanceSeconds = 90 })).EnsureSuccessStatusCode();
        var second = Claims(await TokenAsync(browser));
        Assert.NotEqual(first.GetProperty("jti").GetString(), second.GetProperty("jti").GetString());
        Assert.Equal(90, second.GetProperty("iat").GetInt64() - first.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task The_page_cannot_choose_for_whom_the_token_is()
    {
        await host.SetUpCallingAsync();
        using var browser = await host.SignedInAsync();
        using var answer = await browser.PostAsJsonAsync("/lightning/launch-token?user=005Ti0000000001IAA", new { user = "005Ti0000000001IAA", org = "00D000000000000AAA" });
        var claims = Claims((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!);
        Assert.Equal(host.Org.UserNamed(ShellHost.Ann)!.Id, claims.GetProperty("user").GetString());
        Assert.Equal(host.Org.Id, claims.GetProperty("org").GetString());
    }

    [Fact]
    public async Task Without_a_session_there_is_no_token()
    {
        await host.SetUpCallingAsync();
        using var browser = host.Browser();
        using var answer = await browser.PostAsync("/lightning/launch-token", null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Before_an_admin_has_set_up_calling_the_refusal_says_what_to_do()
    {
        using var browser = await host.SignedInAsync();
        using var answer = await browser.PostAsync("/lightning/launch-token", null);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("administrator", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:5080")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_of_another_origin_gets_no_token_though_the_browser_sends_the_cookie(string header, string value)
    {
        await host.SetUpCallingAsync();
        using var browser = await host.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/lightning/launch-token");
        request.Headers.Add(header, value);
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_shells_own_page_is_recognised_by_what_browsers_send()
    {
        await host.SetUpCallingAsync();
        using var browser = await host.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/lightning/launch-token");
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> TokenAsync(HttpClient browser)
    {
        using var answer = await browser.PostAsync("/lightning/launch-token", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private static JsonElement Claims(string token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]));
}
