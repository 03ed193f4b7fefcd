using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The log of a call in a frame of its own, beside the softphone.</summary>
public sealed class CallLogWindowTests(World world, Chromium browser)
{
    private const string Bo = "bo.lind@nordlys.example";

    [Fact]
    public async Task Notes_typed_in_the_window_stand_in_the_softphone_too_and_the_window_can_end_the_call()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        var call = await world.CallAsync("+12025550143", Bo);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");

        await sight.EmbedAsync($"/panels/call-log?call={call}", "call-log", 420, 460);
        var window = sight.Page.FrameLocator("iframe[src*='/panels/call-log']");
        await window.Locator("tieline-notes textarea").WriteAsync("Typed in the window.");
        await window.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await sight.SeePanelAsync("call-log-window", "call-log");
        await window.GetByTestId("end").ClickAsync();
        await softphone.IsInStateAsync("Ended");
        await softphone.GetByTestId("open-task").WaitForAsync();
        await Expect(window.GetByTestId("fate")).ToContainTextAsync("In Salesforce");
        await softphone.GetByTestId("done").ClickAsync();
    }
}
