using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;

namespace Tieline.Browser.Tests;

/// <summary>A whole inbound call without a mouse.</summary>
public sealed class Keyboard(World world, Chromium browser)
{
    private const string Bo = "bo.lind@nordlys.example";

    // The control with the focus, by its test id or its id, and whether the eye can see that it has it.
    private const string Focused =
        """
        () => {
          const at = document.activeElement;
          const style = getComputedStyle(at);
          const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
          return (at.dataset.testid ?? (at.id.startsWith('notes-') ? 'notes' : at.id)) + (seen ? '' : ' (invisible)');
        }
        """;

    [Fact]
    public async Task A_call_is_answered_held_noted_ended_and_left_with_Tab_and_Enter_alone()
    {
        await using var sight = await browser.OpenAsync();
        await world.EndAllCallsAsync();
        var keys = sight.Page.Keyboard;
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={Bo}");
        await TabToAsync(sight.Page.MainFrame, keys, "slds-utility-bar__action");
        await keys.PressAsync("Enter");
        var softphone = sight.Softphone;
        await softphone.Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        var panel = sight.Page.Panel("softphone");

        await world.CallAsync("+12025550143", Bo);
        await softphone.IsInStateAsync("Ringing");
        await TabAsync(panel, keys, "answer");
        await sight.SeePanelAsync("keyboard-answer");
        await keys.PressAsync("Enter");
        await LandsOnAsync(panel, "notes");
        await keys.TypeAsync("Keyboard only.");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();

        await TabAsync(panel, keys, "hold", backwards: true);
        await keys.PressAsync("Enter");
        await LandsOnAsync(panel, "resume");
        await sight.SeePanelAsync("keyboard-held");
        await keys.PressAsync("Enter");
        await LandsOnAsync(panel, "hold");
        await TabAsync(panel, keys, "tones");
        await keys.PressAsync("Enter");
        await LandsOnAsync(panel, "back");
        await keys.PressAsync("5");
        await softphone.GetByTestId("tones-sent").Filter(new() { HasText = "5" }).WaitForAsync();
        await keys.PressAsync("Enter");
        await LandsOnAsync(panel, "tones");

        await TabAsync(panel, keys, "end");
        await keys.PressAsync("Enter");
        await softphone.IsInStateAsync("Ended");
        await LandsOnAsync(panel, "notes");
        await TabAsync(panel, keys, "disposition");
        await keys.PressAsync("ArrowDown");
        await TabAsync(panel, keys, "done");
        await sight.SeePanelAsync("keyboard-done");
        await keys.PressAsync("Enter");
        await LandsOnAsync(panel, "dial");
        await TabAsync(panel, keys, "tab-Keypad", backwards: true);
        await keys.PressAsync("ArrowRight");
        await LandsOnAsync(panel, "tab-Recent");
        await softphone.GetByTestId("recent").WaitForAsync();
    }

    private static async Task TabToAsync(IFrame frame, IKeyboard keys, string className)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await keys.PressAsync("Tab");
            if (await frame.EvaluateAsync<bool>("name => document.activeElement.classList.contains(name)", className))
            {
                return;
            }
        }

        Assert.Fail($"No Tab led to {className}.");
    }

    private static async Task TabAsync(IFrame panel, IKeyboard keys, string wanted, bool backwards = false)
    {
        var way = new List<string>();
        for (var presses = 0; presses < 30; presses++)
        {
            await keys.PressAsync(backwards ? "Shift+Tab" : "Tab");
            way.Add(await panel.EvaluateAsync<string>(Focused));
            Assert.DoesNotContain("invisible", way[^1], StringComparison.Ordinal);
            if (way[^1] == wanted)
            {
                return;
            }
        }

        Assert.Fail($"No Tab led to {wanted}, but to {string.Join(", ", way)}.");
    }

    private static async Task LandsOnAsync(IFrame panel, string wanted)
    {
        try
        {
            await panel.WaitForFunctionAsync($"wanted => ({Focused})() === wanted", wanted, new() { PollingInterval = 50 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The focus did not land on {wanted}, but on {await panel.EvaluateAsync<string>(Focused)}.");
        }
    }
}
