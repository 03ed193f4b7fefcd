using System.Text.Json;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>
/// The components of the Salesforce package, compiled by Salesforce's compiler and put on a page of the org: they frame Tieline's panels, get their
/// launch tokens and carry out what the panels ask. What Lightning itself does is stood in for by <c>salesforce/preview</c>.
/// </summary>
public sealed class PackagedComponents(World world, Chromium browser, CompiledPackage compiled) : IClassFixture<CompiledPackage>
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
    public async Task The_administration_component_shows_the_console()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await OpenAsync(sight, "webexAdministration", 1200, 820, user: Eva);
        await sight.Page.FrameLocator("iframe[title='Webex Administration']").GetByTestId("page").WaitForAsync();
        await sight.SeeAsync("package-administration");
        await (await sight.Page.FrameAsync("/panels/administration")).IsUsableByAllAsync();
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task A_component_says_that_the_server_does_not_answer_and_shows_its_panel_once_it_does()
    {
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await sight.Page.Clock.InstallAsync();
        await world.StopServerAsync();
        try
        {
            await compiled.ShowAsync(sight, world, "webexHome", 480, 220, Ann);
            await sight.Page.Locator("iframe").WaitForAsync();
            await sight.Page.Clock.FastForwardAsync(10_000);
            await Expect(sight.Page.Locator("[role=status]")).ToContainTextAsync("Webex does not answer");
            await sight.SeeAsync("package-no-answer");
        }
        finally
        {
            await world.StartServerAsync();
        }

        await sight.Page.Clock.FastForwardAsync(20_000);
        await sight.Page.FrameLocator("iframe[title='Webex Home']").GetByTestId("cloud-webex").WaitForAsync();
        await Expect(sight.Page.Locator("[role=status]")).ToHaveCountAsync(0);
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
    [InlineData("webexMeetings", "Webex Meetings", 480, 420)]
    [InlineData("webexWebinars", "Webex Webinars", 480, 480)]
    [InlineData("webexCreateASpace", "Create a Space", 480, 480)]
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
        await compiled.ShowAsync(sight, world, component, width, height, user, recordId, objectApiName);
    }
}
