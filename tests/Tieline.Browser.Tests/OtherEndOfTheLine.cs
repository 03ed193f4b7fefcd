using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The Webex simulator's page, from which the outside calls.</summary>
public sealed class OtherEndOfTheLine(World world, Chromium browser)
{
    [Fact]
    public async Task A_call_begun_on_the_page_rings_in_the_softphone_and_its_phones_stand_there()
    {
        await world.EndAllCallsAsync();
        await using var sight = await browser.OpenAsync();
        await sight.Page.GotoAsync(world.Webex);
        await Expect(sight.Page.Locator("h1")).ToContainTextAsync("The other end of the line");
        await sight.SeeAsync("08-other-end-of-the-line");
        var call = await world.CallAsync("+12025550143", "ann.berg@nordlys.example");
        await Expect(sight.Page.Locator("#calls")).ToContainTextAsync("+12025550143");
        await Expect(sight.Page.Locator("#usage")).ToContainTextAsync("spark:");
        await sight.SeeAsync("09-other-end-ringing");
        await sight.Page.ScreenshotAsync(new() { Path = Path.Combine(Sight.Folder, "09-other-end-whole.png"), FullPage = true });
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
    }
}
