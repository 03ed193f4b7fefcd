using System.Diagnostics;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The server goes away and comes back: while somebody types, while nobody looks, while a panel cannot open.</summary>
public sealed class Restart(World world, Chromium browser)
{
    private static readonly TimeSpan OnAnyMachine = TimeSpan.FromSeconds(15);
    private const string Ann = "ann.berg@nordlys.example";

    [Fact]
    public async Task A_panel_goes_on_by_itself_and_the_half_typed_note_is_there()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        await world.CallAsync("+12025550143", Ann);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        var notes = softphone.Locator("tieline-notes textarea");
        await notes.ClickAsync();

        // Two seconds hold on a machine with time to spare: how long it took is told in the test's output. What was typed must be there each time.
        var typed = "";
        for (var round = 1; round <= 2; round++)
        {
            await sight.Page.Keyboard.TypeAsync($"saved {round}, ");
            await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
            await world.StopServerAsync();
            await softphone.Locator("body[data-state=reconnecting]").WaitForAsync();
            await sight.Page.Keyboard.TypeAsync($"half typed {round}, ");
            await softphone.Locator("tieline-notes[data-mark=offline]").WaitForAsync();
            await sight.SeePanelAsync("softphone-connection-lost");
            typed += $"saved {round}, half typed {round}, ";

            await world.StartServerAsync();
            var returned = Stopwatch.StartNew();
            await softphone.Locator("body[data-state=ready] [data-testid=call-card][data-status=Connected]").WaitForAsync();
            await Expect(notes).ToHaveValueAsync(typed);
            TestContext.Current.TestOutputHelper!.WriteLine($"Back after {returned.Elapsed.TotalMilliseconds:0} ms.");
            Assert.True(returned.Elapsed < OnAnyMachine, $"It took {returned.Elapsed}.");
            await Expect(notes).ToBeFocusedAsync();
        }

        await sight.Page.Keyboard.TypeAsync("end");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("open-task").WaitForAsync();
        await Expect(notes).ToHaveValueAsync($"{typed}end");
        await softphone.GetByTestId("done").ClickAsync();
    }

    [Fact]
    public async Task A_panel_that_was_hidden_meanwhile_says_that_the_server_is_away_and_is_back_with_it()
    {
        await using var sight = await browser.OpenAsync();
        await sight.Page.Clock.InstallAsync();
        await sight.OpenSoftphoneAsync(world, Ann);
        var lines = new List<IWebSocket>();
        sight.Page.WebSocket += (_, line) => lines.Add(line);
        await sight.EmbedAsync("/panels/make-a-call", "make-a-call", 480, 560);
        var panel = sight.Page.FrameLocator("iframe[src*='/panels/make-a-call']");
        await panel.Locator("body[data-state=ready]").WaitForAsync();
        var isClosed = false;
        lines[0].Close += (_, _) => isClosed = true;
        await sight.TellVisibilityAsync("make-a-call", visible: false);
        await sight.Page.Clock.FastForwardAsync(31_000);
        await sight.Page.UntilAsync(() => Task.FromResult(isClosed));

        await world.StopServerAsync();
        try
        {
            await sight.TellVisibilityAsync("make-a-call", visible: true);
            await panel.Locator("body[data-state=reconnecting]").WaitForAsync();
            await sight.SeePanelAsync("make-a-call-connection-lost", "make-a-call");
        }
        finally
        {
            await world.StartServerAsync();
        }

        await panel.Locator("body[data-state=ready]").WaitForAsync();
    }

    [Fact]
    public async Task A_panel_whose_org_has_left_meanwhile_says_so()
    {
        await using var sight = await browser.OpenAsync();
        await sight.OpenSoftphoneAsync(world, Ann);
        var panel = sight.Page.Panel("softphone");
        var address = panel.Url;
        await sight.Page.GotoAsync($"{address}&sfdcIframeOrigin={Uri.EscapeDataString(world.Salesforce)}"); // Its Open CTI script does not load.
        await sight.Page.Locator("body[data-state=refused]").WaitForAsync();
        var unknown = await world.Http.GetAsync(new Uri($"{world.Tieline}/panels/softphone?org=00D000000000000EAA"), TestContext.Current.CancellationToken);
        var page = await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await sight.Page.RouteAsync("**/panels/softphone?*", route => route.FulfillAsync(new() { Status = (int)unknown.StatusCode, ContentType = "text/html", Body = page })); // What the server says once the org has left.
        await sight.Page.GetByRole(AriaRole.Button).ClickAsync();
        await sight.Page.GetByText("not connected").WaitForAsync();
    }

    [Fact]
    public async Task Try_again_waits_for_a_server_that_is_away()
    {
        await using var sight = await browser.OpenAsync();
        await sight.OpenSoftphoneAsync(world, Ann);
        await sight.Page.GotoAsync($"{sight.Page.Panel("softphone").Url}&sfdcIframeOrigin={Uri.EscapeDataString(world.Salesforce)}"); // Its Open CTI script does not load.
        await sight.Page.Locator("body[data-state=refused]").WaitForAsync();

        await world.StopServerAsync();
        try
        {
            await sight.Page.GetByRole(AriaRole.Button).ClickAsync();
            await sight.Page.Locator("body[data-state=connecting]").WaitForAsync();
        }
        finally
        {
            await world.StartServerAsync();
        }

        await sight.Page.Locator("body[data-state=refused]").WaitForAsync();
    }
}
