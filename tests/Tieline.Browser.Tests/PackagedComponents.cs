using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>
/// The components of the Salesforce package, compiled by Salesforce's compiler and put on a page of the org: they frame Tieline's panels, get their
/// launch tokens and carry out what the panels ask. What Lightning itself does is stood in for by <c>salesforce/preview</c>.
/// </summary>
public sealed class PackagedComponents(World world, Chromium browser, PackagedComponents.Compiled compiled) : IClassFixture<PackagedComponents.Compiled>
{
    private const string Ann = "ann.berg@nordlys.example";
    private const string Eva = "eva.holm@nordlys.example";

    [Fact]
    public async Task The_softphone_item_starts_comes_up_for_a_call_and_opens_the_callers_record()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true); // Lightning lets components bring styles, the simulator's shell does not.
        await OpenAsync(sight, "webexSoftphone", 420, 460);
        var softphone = sight.Page.FrameLocator("iframe[title=Webex]");
        await softphone.Locator("[data-testid=softphone][data-ready]").WaitForAsync();

        await world.CallAsync("+12025550143", Ann, name: "LOPEZ M");
        await softphone.IsInStateAsync("Ringing");
        await softphone.GetByTestId("caller-name").Filter(new() { HasText = "Maria Lopez" }).WaitForAsync();
        await sight.Page.WaitForFunctionAsync("() => tielinePreview.page.went.length > 0 && tielinePreview.page.utility.open");
        var went = await sight.Page.EvaluateAsync<JsonElement>("() => tielinePreview.page.went[0]");
        Assert.Equal(("standard__recordPage", "Contact"), (went.GetProperty("type").GetString(), went.GetProperty("attributes").GetProperty("objectApiName").GetString()));
        await sight.SeeAsync("package-softphone-ringing");

        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task The_action_Make_a_Call_knows_its_record()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await OpenAsync(sight, "webexMakeACall", 480, 560, (await world.AddressOfAsync("Contact", "Maria Lopez")).Split('/')[^2], "Contact");
        var panel = sight.Page.FrameLocator("iframe[title='Make a Call']");
        await panel.GetByText("Maria Lopez").First.WaitForAsync();
        await sight.SeeAsync("package-make-a-call");
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task The_Home_component_says_as_whom_one_is_signed_in_and_signs_out_and_in()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await OpenAsync(sight, "webexHome", 480, 300, user: Eva);
        var home = sight.Page.FrameLocator("iframe[title='Webex Home']");
        var webex = home.GetByTestId("cloud-webex");
        await Expect(webex.GetByTestId("state")).ToContainTextAsync("Signed in as Eva Holm, eva.holm@nordlys.example");
        await Expect(home.GetByTestId("cloud-salesforce").GetByTestId("state")).ToContainTextAsync("Signed in as Eva Holm");
        await sight.SeePanelAsync("home-signed-in", "home");

        await home.GetByTestId("sign-out-webex").ClickAsync();
        await Expect(webex).ToContainTextAsync("no longer show in Salesforce");
        await sight.SeePanelAsync("home-signing-out", "home");
        await home.GetByTestId("sign-out-webex-sure").ClickAsync();
        await Expect(webex.GetByTestId("state")).ToHaveTextAsync("Not signed in");
        await sight.SeePanelAsync("home-signed-out", "home");

        var popup = await sight.Page.RunAndWaitForPopupAsync(() => home.GetByTestId("sign-in-webex").ClickAsync());
        await Expect(webex.GetByTestId("state")).ToContainTextAsync("Finish signing in");
        await popup.Locator("select[name=email]").SelectOptionAsync(Eva);
        await popup.Locator("button[name=decision][value=allow]").ClickAsync();
        await Expect(webex.GetByTestId("state")).ToContainTextAsync("Signed in as Eva Holm");
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task The_Home_component_speaks_Danish_with_a_Dane()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await OpenAsync(sight, "webexHome", 480, 220, user: World.DavidTheDane);
        await Expect(sight.Page.FrameLocator("iframe[title='Webex Home']").GetByTestId("cloud-webex")).ToContainTextAsync("Logget på som David Kim");
        await sight.SeePanelAsync("home-danish", "home");
    }

    [Fact]
    public async Task A_panel_learns_that_its_tab_within_Salesforce_is_not_in_front()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await OpenAsync(sight, "webexHome", 480, 220);
        await sight.Page.FrameLocator("iframe[title='Webex Home']").GetByTestId("cloud-webex").WaitForAsync();
        var frame = sight.Page.Panel("home");
        await frame.EvaluateAsync("() => { window.seen = []; addEventListener('message', event => { if (event.data?.type === 'visibility') { window.seen.push(event.data.visible); } }); }");
        await sight.Page.EvaluateAsync("() => { document.getElementById('place').style.display = 'none'; }");
        await sight.Page.UntilAsync(async () => await frame.EvaluateAsync<bool>("() => window.seen.at(-1) === false"));
        await sight.Page.EvaluateAsync("() => { document.getElementById('place').style.display = 'block'; }");
        await sight.Page.UntilAsync(async () => await frame.EvaluateAsync<bool>("() => window.seen.at(-1) === true"));
    }

    [Theory]
    [InlineData("webexSpaces", "Webex Spaces", 480, 480)]
    [InlineData("webexScheduleAMeeting", "Schedule a Meeting", 480, 640)]
    [InlineData("webexMeetingsCalendar", "Webex Meetings Calendar Service", 340, 480)]
    public async Task A_component_whose_page_is_not_there_yet_says_so(string component, string title, int width, int height)
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await OpenAsync(sight, component, width, height, user: World.DavidTheDane);
        await Expect(sight.Page.FrameLocator($"iframe[title='{title}']").Locator("#status")).ToContainTextAsync("Findes ikke i denne version endnu");
        await sight.SeeAsync($"package-later-{component}");
        Assert.Empty(sight.Complaints);
    }

    private async Task OpenAsync(Sight sight, string component, int width, int height, string? recordId = null, string? objectApiName = null, string user = Ann)
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={user}");
        // A real page of the org, emptied: a page that a test made up would count as one of the internet, which may frame nothing of this machine.
        await sight.Page.RouteAsync("**/lightning/static/package.js", route => route.FulfillAsync(new() { Path = compiled.Script, ContentType = "text/javascript" }));
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login");
        await sight.Page.EvaluateAsync("([width, height]) => { document.body.innerHTML = `<main id='place'></main>`; Object.assign(document.getElementById('place').style, { width: `${width}px`, height: `${height}px`, flex: 'none' }); }", new[] { width, height });
        await sight.Page.AddScriptTagAsync(new() { Url = "/lightning/static/package.js" });
        await sight.Page.EvaluateAsync(
            "([name, recordId, objectApiName]) => { tielinePreview.show(name, document.getElementById('place'), recordId ? { recordId, objectApiName } : {}); }",
            new[] { component, recordId, objectApiName });
    }

    /// <summary>The package's components as one script.</summary>
    public sealed class Compiled : IAsyncLifetime
    {
        private static readonly string Package = Path.Combine(Sight.Root(), "salesforce");

        public string Script { get; } = Path.Combine(Package, "preview", "dist", "components.js");

        public async ValueTask InitializeAsync()
        {
            Assert.True(Directory.Exists(Path.Combine(Package, "node_modules")), "The package's tools are not installed. Run tools/ensure salesforce-package (./test does).");
            using var build = Process.Start(new ProcessStartInfo("node", ["preview/build.mjs"]) { WorkingDirectory = Package, RedirectStandardError = true })!;
            var mistakes = await build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await build.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(build.ExitCode == 0, mistakes);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
