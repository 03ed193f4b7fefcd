using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An agent whose Salesforce language is Danish.</summary>
public sealed class Danish(World world, Chromium browser)
{
    [Fact]
    public async Task The_softphone_speaks_Danish_in_every_state()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, World.DavidTheDane);
        await Expect(softphone.Locator("#dial")).ToHaveAttributeAsync("placeholder", "Navn eller nummer");
        await Expect(softphone.Locator("html")).ToHaveAttributeAsync("lang", "da"); // So that it is read out with a Danish voice.
        await sight.SeePanelAsync("da-softphone-idle");
        await softphone.GetByTestId("shortcuts").ClickAsync();
        await sight.SeePanelAsync("da-softphone-keys");
        await softphone.GetByTestId("back").ClickAsync();

        await world.CallAsync("+12025550188", World.DavidTheDane);
        await softphone.GetByTestId("candidate").Nth(1).WaitForAsync();
        await sight.SeePanelAsync("da-softphone-ringing");
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await softphone.Locator("tieline-notes textarea").WriteAsync("Vil gerne have et tilbud på 20 motorer.");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await sight.SeePanelAsync("da-softphone-connected");
        await softphone.GetByTestId("transfer").ClickAsync();
        await sight.SeePanelAsync("da-softphone-transfer");
        await softphone.GetByTestId("back").ClickAsync();
        await softphone.GetByTestId("hold").ClickAsync();
        await softphone.IsInStateAsync("Held");
        await sight.SeePanelAsync("da-softphone-held");
        await softphone.GetByTestId("end").ClickAsync();
        await softphone.IsInStateAsync("Ended");
        await softphone.GetByTestId("open-task").WaitForAsync();
        await sight.SeePanelAsync("da-softphone-ended");
        await softphone.GetByTestId("done").ClickAsync();
    }
}
