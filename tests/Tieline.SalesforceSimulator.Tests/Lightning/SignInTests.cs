using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

public sealed class SignInTests : IAsyncLifetime
{
    private ShellHost host = null!;

    public async ValueTask InitializeAsync() => host = await ShellHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/", "/lightning/page/home")]
    [InlineData("/lightning/page/home", "/lightning/login?startURL=%2Flightning%2Fpage%2Fhome")]
    [InlineData("/lightning/r/Contact/003Ti0000000001IAA/view?tab=1", "/lightning/login?startURL=%2Flightning%2Fr%2FContact%2F003Ti0000000001IAA%2Fview%3Ftab%3D1")]
    public async Task Without_a_session_the_browser_is_sent_to_sign_in_and_remembers_the_page(string asked, string leadsTo)
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(asked);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(leadsTo, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_sign_in_page_offers_the_active_users_only()
    {
        using var browser = host.Browser();
        var page = await browser.GetStringAsync("/lightning/login");
        Assert.Contains("value=\"ann.berg@nordlys.example\"", page);
        var inactive = host.Org.Run(() => host.Org.Records.Rows("User").First(u => !u.Is("IsActive")).Text("Username")!);
        Assert.DoesNotContain(inactive, page);
    }

    [Fact]
    public async Task Signing_in_by_form_gives_a_cookie_that_scripts_cannot_read_and_other_sites_do_not_send()
    {
        using var browser = host.Browser();
        using var answer = await ShellHost.SignInAsync(browser, ShellHost.Ann);
        Assert.Equal("/lightning/page/home", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await browser.GetAsync("/lightning/page/home");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_link_signs_in_too_so_that_a_demo_can_start_with_one()
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync($"/lightning/login?user={ShellHost.Ann}&startURL=/lightning/o/Lead/list");
        Assert.Equal("/lightning/o/Lead/list", answer.Headers.Location!.OriginalString);
        Assert.Equal("Ann Berg", (await ShellHost.SessionAsync(browser)).GetProperty("user").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/lightning/")]
    [InlineData("/\\evil.example")]
    [InlineData("/lightning/\r\nSet-Cookie: a=b")]
    [InlineData("/lightning/login?user=x")]
    [InlineData("/services/oauth2/authorize")]
    public async Task After_signing_in_nobody_is_led_out_of_the_shell(string startUrl)
    {
        using var browser = host.Browser();
        using var answer = await ShellHost.SignInAsync(browser, ShellHost.Ann, startUrl);
        Assert.Equal("/lightning/page/home", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("nobody@nordlys.example")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("")]
    public async Task An_unknown_user_is_told_so_with_the_name_as_text(string username)
    {
        using var browser = host.Browser();
        using var answer = await ShellHost.SignInAsync(browser, username);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("There is no active user", page);
        Assert.DoesNotContain("<script>", page);
    }

    [Fact]
    public async Task A_users_name_with_markup_is_text_on_the_sign_in_page()
    {
        using var admin = await host.SignedInAsync("admin@nordlys.example");
        var ann = host.Org.UserNamed(ShellHost.Ann)!;
        await ShellHost.UpdateAsync(admin, "User", ann.Id, new { LastName = "<b>Berg</b>" });
        var page = await admin.GetStringAsync("/lightning/login");
        Assert.Contains("&lt;b&gt;Berg&lt;/b&gt;", page);
        Assert.DoesNotContain("<b>Berg", page);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_kept_the_cookie()
    {
        using var browser = host.Browser();
        using var signedIn = await ShellHost.SignInAsync(browser, ShellHost.Ann);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var signedOut = await browser.PostAsync("/lightning/logout", null);
        Assert.Equal("/lightning/login", signedOut.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithCookieAsync(cookie));
    }

    [Fact]
    public async Task A_made_up_cookie_or_a_rest_token_is_no_session()
    {
        using var browser = await host.SignedInAsync();
        var token = (await ShellHost.SessionAsync(browser)).GetProperty("accessToken").GetString();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithCookieAsync($"tieline_simulator_sid={Uri.EscapeDataString(token!)}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithCookieAsync("tieline_simulator_sid=0123456789abcdef"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithCookieAsync("other=1"));
    }

    [Fact]
    public async Task A_user_made_inactive_is_out_at_once()
    {
        using var browser = await host.SignedInAsync();
        using var admin = await host.SignedInAsync("admin@nordlys.example");
        await ShellHost.UpdateAsync(admin, "User", host.Org.UserNamed(ShellHost.Ann)!.Id, new { IsActive = false });
        using var answer = await browser.GetAsync("/lightning/session");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_expired_session_sends_the_user_back_to_sign_in()
    {
        using var browser = await host.SignedInAsync();
        (await browser.PostAsJsonAsync("/control/session/expire", new { user = ShellHost.Ann })).EnsureSuccessStatusCode();
        using var page = await browser.GetAsync("/lightning/page/home");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
    }

    [Fact]
    public async Task The_session_names_user_org_and_gives_a_token_that_rest_takes()
    {
        using var browser = await host.SignedInAsync();
        var session = await ShellHost.SessionAsync(browser);
        var user = session.GetProperty("user").GetProperty("id").GetString();
        Assert.Equal(host.Org.Id, session.GetProperty("organization").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, session.GetProperty("tieline").ValueKind);
        var row = await ShellHost.SendAsync(browser, new HttpRequestMessage(HttpMethod.Get, $"/services/data/v66.0/sobjects/User/{user}?fields=Username"));
        Assert.Equal(ShellHost.Ann, row.GetProperty("Username").GetString());
    }

    [Fact]
    public async Task Opening_the_page_again_uses_the_same_rest_token()
    {
        using var browser = await host.SignedInAsync();
        Assert.Equal((await ShellHost.SessionAsync(browser)).GetProperty("accessToken").GetString(), (await ShellHost.SessionAsync(browser)).GetProperty("accessToken").GetString());
    }

    private async Task<HttpStatusCode> StatusWithCookieAsync(string cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/lightning/session");
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
