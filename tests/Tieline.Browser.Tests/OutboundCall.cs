using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>Calling out, from the dialer and from a record.</summary>
public sealed class OutboundCall(World world, Chromium browser)
{
    private const string Bo = "bo.lind@nordlys.example";

    [Fact]
    public async Task A_name_is_searched_and_dialed_the_own_phone_rings_first_and_the_call_is_logged()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        await softphone.Locator("#dial").WriteAsync("M");
        await softphone.Locator("#dial").PressSequentiallyAsync("aria Lop");
        await softphone.GetByTestId("phone").First.WaitForAsync();
        await sight.SeePanelAsync("softphone-search");
        await world.OwnPhoneAnswersAsync(afterSeconds: null);
        try
        {
            await softphone.GetByTestId("phone").First.ClickAsync();
            await softphone.IsInStateAsync("Dialing");
            await Expect(softphone.GetByTestId("own-device")).ToContainTextAsync("Pick up your own phone");
            await sight.SeePanelAsync("softphone-dialing");
            await world.PickUpAsync();
        }
        finally
        {
            await world.OwnPhoneAnswersAsync(afterSeconds: 1);
        }

        await softphone.IsInStateAsync("Connected");
        await softphone.Locator("tieline-notes textarea").WriteAsync("Agreed on Tuesday.");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();

        await softphone.GetByTestId("tones").ClickAsync();
        await softphone.Locator("[data-key='5']").ClickAsync();
        await sight.Page.Keyboard.PressAsync("#");
        await Expect(softphone.GetByTestId("tones-sent")).ToHaveTextAsync("5#");
        await sight.SeePanelAsync("softphone-tones");
        await softphone.GetByTestId("back").ClickAsync();

        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("open-task").WaitForAsync();
        await softphone.GetByTestId("done").ClickAsync();
        await softphone.GetByTestId("tab-Recent").ClickAsync();
        await softphone.GetByTestId("recent").WaitForAsync();
        await sight.SeePanelAsync("softphone-recent");

        await sight.Page.GotoAsync($"{world.Salesforce}{await world.AddressOfAsync("Contact", "Maria Lopez")}");
        await InTimeline(sight, "Agreed on Tuesday.").WaitForAsync();
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task The_record_action_lists_the_numbers_and_dials()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        await softphone.Locator("#dial").WriteAsync("Maria Lop");
        await softphone.GetByTestId("phone").First.WaitForAsync();
        await sight.Page.GotoAsync($"{world.Salesforce}{await world.AddressOfAsync("Contact", "Maria Lopez")}");
        await sight.Page.GetByRole(AriaRole.Button, new() { Name = "Make a Call" }).ClickAsync();
        var action = sight.Page.FrameLocator("iframe[src*='/panels/make-a-call']");
        await action.GetByTestId("phone").First.WaitForAsync();
        await sight.PhotographAsync("04-shell-make-a-call");
        await sight.Page.Panel("make-a-call").IsUsableByAllAsync();
        await action.GetByTestId("phone").First.ClickAsync();

        await Expect(sight.Page.Locator("iframe[src*='/panels/make-a-call']")).ToHaveCountAsync(0);
        await softphone.IsInStateAsync("Connected");
        await softphone.Locator("tieline-notes textarea").WriteAsync("Asked for a visit.");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await softphone.GetByTestId("end").ClickAsync();
        await InTimeline(sight, "Asked for a visit.").WaitForAsync(); // Beside the softphone, without a reload.
        await softphone.GetByTestId("done").ClickAsync();
        Assert.Empty(sight.Complaints);
    }

    private static ILocator InTimeline(Sight sight, string notes) =>
        sight.Page.Locator(".slds-timeline__item_call", new() { HasText = "Call to Maria Lopez" }).Filter(new() { HasText = notes });
}
