using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;

namespace Tieline.Browser.Tests;

/// <summary>The main job as an agent sees it.</summary>
public sealed class InboundCall(World world, Chromium browser)
{
    private const string Ann = "ann.berg@nordlys.example";

    [Fact]
    public async Task A_caller_rings_pops_is_answered_noted_and_logged_in_Salesforce()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        await sight.SeeAsync("01-shell-softphone-idle");
        await sight.SeePanelAsync("softphone-idle");

        var call = await world.CallAsync("+12025550143", Ann, name: "LOPEZ M");
        await softphone.IsInStateAsync("Ringing");
        await softphone.GetByTestId("caller-name").Filter(new() { HasText = "Maria Lopez" }).WaitForAsync();
        await Assertions.Expect(sight.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/Contact/"));
        await sight.SeeAsync("02-shell-ringing-popped");
        await sight.SeePanelAsync("softphone-ringing");

        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await softphone.Locator("tieline-notes textarea").WriteAsync("Wants a quote for 20 engines.");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await sight.SeePanelAsync("softphone-connected");

        await softphone.GetByTestId("hold").ClickAsync();
        await softphone.IsInStateAsync("Held");
        await sight.SeePanelAsync("softphone-held");
        await softphone.GetByTestId("resume").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await softphone.GetByTestId("mute").ClickAsync();
        await Assertions.Expect(softphone.GetByTestId("mute")).ToHaveAttributeAsync("aria-pressed", "true");
        await sight.SeePanelAsync("softphone-muted");
        await softphone.GetByTestId("mute").ClickAsync();
        await softphone.GetByTestId("disposition").SelectOptionAsync("Reached");

        await softphone.GetByTestId("end").ClickAsync();
        await softphone.IsInStateAsync("Ended");
        await softphone.GetByTestId("open-task").WaitForAsync();
        await sight.SeePanelAsync("softphone-ended");
        await sight.Page.Locator(".slds-timeline__item_call", new() { HasText = "Maria Lopez" }).First.WaitForAsync();
        await sight.SeeAsync("03-shell-task-in-timeline");

        await softphone.GetByTestId("done").ClickAsync();
        await softphone.GetByTestId("dialer").WaitForAsync();
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task A_call_to_the_group_says_by_way_of_whom_it_came()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        await world.PostAsync($"{world.Webex}/control/calls", new { from = "+12025550143", to = Ann, scenario = "huntGroup", name = "LOPEZ M", ringSeconds = 600 }); // Rings until it has been looked at.
        await softphone.IsInStateAsync("Ringing");
        await softphone.GetByTestId("caller-name").Filter(new() { HasText = "Maria Lopez" }).WaitForAsync();
        await Assertions.Expect(softphone.GetByTestId("by-way-of")).ToContainTextAsync("By way of ");
        await sight.SeePanelAsync("softphone-by-way-of");
        Assert.Empty(sight.Complaints);
        await world.EndAllCallsAsync();
    }
}
