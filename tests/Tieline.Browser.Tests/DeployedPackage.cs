using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using Tieline.Testing;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An org of its own into which the package is deployed: the server writes the launch key, the shell shows the app "Webex" with its tab for administrators.</summary>
public sealed class DeployedPackage(Chromium browser, CompiledPackage compiled) : IClassFixture<CompiledPackage>
{
    private const string Ann = "ann.berg@nordlys.example";
    private const string Bo = "bo.lind@nordlys.example";

    [Fact]
    public async Task Panels_open_with_the_servers_key_and_the_tab_is_for_whoever_is_Webex_Admin()
    {
        var world = new World();
        await using var _ = world;
        await world.InitializeAsync();
        using var org = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(world.Salesforce) };
        var tenant = (await AdminAsync(world, HttpMethod.Get, "tenants"))["tenants"]![0]!;
        var package = new PackagedOrg(org, world.Tieline);
        await package.PrepareAsync("integration@nordlys.example", Ann, Bo);
        await package.AssignAsync(Ann, "Webex_Admin");
        var rotated = await AdminAsync(world, HttpMethod.Post, $"tenants/{tenant["tenantId"]}/launch-key/rotate");
        Assert.Equal("Ready", (string)rotated["standing"]!);

        await using var anns = await browser.OpenAsync();
        await anns.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={Ann}&startURL=%2Flightning%2Fn%2FWebex_Administration");
        var console = anns.Page.FrameLocator("iframe[src*='/panels/administration']");
        await console.GetByTestId("page").WaitForAsync();
        await anns.PhotographAsync("deployed-administration");
        await (await anns.Page.FrameAsync("/panels/administration")).IsUsableByAllAsync();

        await using var bos = await browser.OpenAsync();
        await bos.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={Bo}&startURL=%2Flightning%2Fn%2FWebex_Administration");
        await Expect(bos.Page.FrameLocator("iframe[src*='/panels/administration']").GetByTestId("not-admin")).ToContainTextAsync("administrators");
        await bos.PhotographAsync("deployed-administration-refused");
        await bos.Page.Locator("[data-utility] .slds-utility-bar__action").First.ClickAsync();
        await bos.Softphone.Locator("[data-testid=softphone][data-ready]").WaitForAsync();

        // The component itself: its frame is let in by the package's Trusted URL and by nothing else.
        await using var framed = await browser.OpenAsync();
        await compiled.ShowAsync(framed, world, "webexAdministration", 1200, 820, Ann);
        await framed.Page.FrameLocator("iframe[title='Webex Administration']").GetByTestId("page").WaitForAsync();
        Assert.DoesNotContain(framed.Complaints, complaint => complaint.Contains("frame-src", StringComparison.Ordinal));
        await package.DeployAsync(("<isApplicableToFrameSrc>true", "<isApplicableToFrameSrc>false"));
        await compiled.ShowAsync(framed, world, "webexAdministration", 1200, 820, Ann);
        await framed.Page.UntilAsync(() => Task.FromResult(framed.Complaints.Any(complaint => complaint.Contains("frame-src", StringComparison.Ordinal))));
    }

    private static async Task<JsonNode> AdminAsync(World world, HttpMethod method, string path)
    {
        using var ask = new HttpRequestMessage(method, $"{world.Tieline}/admin/api/{path}") { Headers = { Authorization = new("Bearer", world.AdminKey) } };
        using var answer = await world.Http.SendAsync(ask, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
