using System.Diagnostics;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The server goes away and comes back while somebody types.</summary>
public sealed class Restart(World world, Chromium browser)
{
    private const string Ann = "ann.berg@nordlys.example";

    [Fact]
    public async Task A_panel_goes_on_within_two_seconds_and_the_half_typed_note_is_there()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        await world.CallAsync("+12025550143", Ann);
        await softphone.GetByTestId("answer").ClickAsync();
        var notes = softphone.Locator("tieline-notes textarea");
        await notes.ClickAsync();
        await sight.Page.Keyboard.TypeAsync("Asked for ");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();

        await world.StopServerAsync();
        await softphone.Locator("body[data-state=reconnecting]").WaitForAsync();
        await sight.Page.Keyboard.TypeAsync("twenty eng");
        await softphone.Locator("tieline-notes[data-mark=offline]").WaitForAsync();
        await sight.SeePanelAsync("softphone-reconnecting");

        await world.StartServerAsync();
        var returned = Stopwatch.StartNew();
        await softphone.Locator("body[data-state=ready] [data-testid=call-card][data-status=Connected]").WaitForAsync();
        var took = returned.Elapsed;
        await Expect(notes).ToHaveValueAsync("Asked for twenty eng");
        await Expect(notes).ToBeFocusedAsync();
        await sight.Page.Keyboard.TypeAsync("ines");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"Back after {took.TotalMilliseconds:0} ms.");
        Assert.True(took < TimeSpan.FromSeconds(2), $"It took {took}.");

        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("open-task").WaitForAsync();
        await Expect(notes).ToHaveValueAsync("Asked for twenty engines");
        await softphone.GetByTestId("done").ClickAsync();
    }
}
