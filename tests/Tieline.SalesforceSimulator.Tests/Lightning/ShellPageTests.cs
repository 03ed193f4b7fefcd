using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

public sealed partial class ShellPageTests : IAsyncLifetime
{
    private ShellHost host = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ShellHost.StartAsync();
        browser = await host.SignedInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("https://tieline.example.com/below/a/path?x=1", "https://tieline.example.com")]
    public async Task The_page_may_frame_tieline_and_nothing_else_and_is_framed_by_nobody(string configured, string framed)
    {
        await host.SetUpCallingAsync(configured);
        var policy = await PolicyAsync("/lightning/page/home");
        Assert.Equal(framed, policy["frame-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
    }

    [Fact]
    public async Task Before_calling_is_set_up_nothing_can_be_framed()
    {
        Assert.Equal("'none'", (await PolicyAsync("/lightning/page/home"))["frame-src"]);
    }

    [Fact]
    public async Task An_address_that_is_no_web_address_never_gets_into_the_policy()
    {
        await host.SetUpCallingAsync("javascript:alert(1)");
        Assert.Equal("'none'", (await PolicyAsync("/lightning/page/home"))["frame-src"]);
    }

    [Theory]
    [InlineData("/lightning/page/home")]
    [InlineData("/lightning/o/Contact/list")]
    [InlineData("/lightning/r/Contact/003Ti0000000001IAA/view")]
    [InlineData("/lightning/r/%3Cscript%3Ealert(1)%3C/script%3E/x/view")]
    public async Task Every_address_gives_the_same_page_with_nothing_of_the_address_in_it(string address)
    {
        var page = await browser.GetStringAsync(address);
        Assert.Equal(await browser.GetStringAsync("/lightning/page/home"), page);
        Assert.DoesNotContain("alert", page);
    }

    [Fact]
    public async Task The_page_holds_no_inline_script_or_style()
    {
        var page = await browser.GetStringAsync("/lightning/page/home");
        Assert.DoesNotMatch("<script(?![^>]*src=)|<style|style=| on[a-z]+=\"|javascript:", page);
    }

    [Fact]
    public async Task Files_are_found_though_another_assembly_hosts_the_simulator()
    {
        Assert.NotEqual(typeof(SalesforceSimulatorApp).Assembly, Assembly.GetEntryAssembly());
        foreach (var (address, type, least) in new[]
        {
            ("/lightning/static/app.js", "text/javascript", 500), ("/lightning/static/shell.css", "text/css", 500), ("/lightning/static/app-definition.json", "application/json", 100),
            ("/slds/styles/salesforce-lightning-design-system.min.css", "text/css", 500_000), ("/slds/icons/utility-sprite/svg/symbols.svg", "image/svg+xml", 100_000),
        })
        {
            using var answer = await browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
            Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length >= least, address);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task The_icons_licence_is_kept_with_them()
    {
        Assert.Contains("Attribution-NoDerivatives", await browser.GetStringAsync("/slds/icons/License-for-icons.txt"));
    }

    [Theory]
    [InlineData("/lightning/static/..%2f..%2fTieline.SalesforceSimulator.dll")]
    [InlineData("/lightning/static/nothing.js")]
    [InlineData("/slds/..%2flightning/app.js")]
    public async Task Nothing_else_is_served(string address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Every_module_that_a_module_imports_is_there_and_every_icon_that_is_named_exists()
    {
        var modules = await ModulesAsync();
        Assert.True(modules.Count > 20);
        foreach (var set in new[] { "utility", "standard" })
        {
            var drawn = IdAttribute().Matches(await browser.GetStringAsync($"/slds/icons/{set}-sprite/svg/symbols.svg")).Select(m => m.Groups[1].Value).ToHashSet();
            var named = modules.Values.SelectMany(text => (set == "utility" ? UtilityIcon() : StandardIcon()).Matches(text)).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value).ToHashSet();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(drawn));
        }
    }

    [Fact]
    public async Task No_module_makes_markup_out_of_text()
    {
        foreach (var (address, text) in await ModulesAsync())
            Assert.False(Markup().IsMatch(text), $"{address} uses {Markup().Match(text).Value}: build elements with h() instead.");
    }

    private async Task<Dictionary<string, string>> ModulesAsync()
    {
        var found = new Dictionary<string, string>();
        var waiting = new Queue<Uri>([new Uri(host.Address, "/lightning/static/app.js")]);
        while (waiting.TryDequeue(out var address))
        {
            if (found.ContainsKey(address.AbsolutePath)) continue;
            found[address.AbsolutePath] = await browser.GetStringAsync(address);
            foreach (Match import in Import().Matches(found[address.AbsolutePath])) waiting.Enqueue(new Uri(address, import.Groups[1].Value));
        }

        return found;
    }

    private async Task<Dictionary<string, string>> PolicyAsync(string address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        return answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ").Select(d => d.Split(' ', 2)).ToDictionary(d => d[0], d => d[1]);
    }

    [GeneratedRegex("from \"([^\"]+)\"")]
    private static partial Regex Import();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex IdAttribute();

    [GeneratedRegex("(?:utilityIcon|iconButton)\\(\"([a-z_0-9]+)\"|state\\(\\{ icon: \"([a-z_0-9]+)\"")]
    private static partial Regex UtilityIcon();

    [GeneratedRegex("objectIcon\\(\"([a-z_0-9]+)\"|plural: \"[A-Za-z]+\", icon: \"([a-z_0-9]+)\"")]
    private static partial Regex StandardIcon();

    [GeneratedRegex("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\(|new Function|createContextualFragment")]
    private static partial Regex Markup();
}
