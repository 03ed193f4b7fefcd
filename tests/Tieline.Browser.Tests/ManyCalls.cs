using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>Callers that are not clear, several calls at once, and buttons that are off.</summary>
public sealed class ManyCalls(World world, Chromium browser)
{
    private const string Carla = "carla.ruiz@nordlys.example";
    private const string Ann = "ann.berg@nordlys.example";

    [Fact]
    public async Task Two_people_with_one_number_are_offered_and_the_chosen_one_is_linked()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        var call = await world.CallAsync("+12025550188", Ann);
        await softphone.GetByTestId("candidate").Nth(1).WaitForAsync();
        await sight.SeePanelAsync("softphone-ringing-several");
        await softphone.GetByTestId("candidate").Filter(new() { HasText = "Omar Haddad" }).ClickAsync();
        await Expect(softphone.GetByTestId("caller-name")).ToContainTextAsync("Omar Haddad");
        await Expect(sight.Page.Locator("h1")).ToContainTextAsync("Omar Haddad");
        await softphone.GetByTestId("answer").ClickAsync();
        await Expect(softphone.GetByTestId("related")).ToContainTextAsync("Omar Haddad");
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
        await softphone.GetByTestId("done").ClickAsync();
    }

    [Fact]
    public async Task An_unknown_caller_can_be_sent_elsewhere_or_made_a_new_contact()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Carla);
        var call = await world.CallAsync("+12025559876", Carla);
        await softphone.GetByTestId("new-contact").WaitForAsync();
        await sight.SeePanelAsync("softphone-ringing-unknown");
        await softphone.GetByTestId("divert").ClickAsync();
        await softphone.GetByTestId("divert-voicemail").WaitForAsync();
        await sight.SeePanelAsync("softphone-divert");
        await softphone.GetByTestId("back").ClickAsync();
        await softphone.GetByTestId("new-contact").ClickAsync();
        await Expect(sight.Page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = "New Contact" })).ToBeVisibleAsync();
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
        await softphone.GetByTestId("dialer").WaitForAsync();
    }

    [Fact]
    public async Task A_second_call_is_answered_beside_the_first_and_both_are_joined()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        await world.CallAsync("+12025550143", Ann);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await softphone.GetByTestId("transfer").ClickAsync();
        await softphone.Locator("#transfer-to").WriteAsync("+14085550102");
        await sight.SeePanelAsync("softphone-transfer");
        await softphone.GetByTestId("transfer-ask").ClickAsync();
        await softphone.GetByTestId("call-strip").WaitForAsync();
        await sight.SeePanelAsync("softphone-two-calls");
        await sight.Page.UntilAsync(async () => (await world.GetAsync($"{world.Webex}/control/calls")).ToString().Contains("bo.lind@nordlys.example", StringComparison.Ordinal));
        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("call-strip").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("done").ClickAsync();
    }

    [Fact]
    public async Task Script_in_a_callers_name_and_in_notes_shows_as_text()
    {
        const string Script = "<img src=x onerror=\"document.title='owned'\">";
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        var call = await world.CallAsync("+12025559877", Ann, name: Script);
        await Expect(softphone.GetByTestId("caller-name")).ToContainTextAsync("<img");
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.Locator("tieline-notes textarea").WriteAsync(Script);
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
        await softphone.GetByTestId("open-task").WaitForAsync();
        Assert.Equal(0, await softphone.Locator("img").CountAsync());
        Assert.Equal("Tieline", await sight.Page.Panel("softphone").TitleAsync());
        await softphone.GetByTestId("done").ClickAsync();
        Assert.Empty(sight.Complaints);
    }
}
