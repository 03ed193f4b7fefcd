using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An agent signs out of Webex and in again, in a pop-up, without leaving Salesforce.</summary>
public sealed class SignIn(World world, Chromium browser)
{
    private const string Eva = "eva.holm@nordlys.example";
    private const string SignOut = "async () => (await (await import('/panels/session.js')).ask('/panels/api/webex/sign-out', { method: 'POST' })).status";

    [Fact]
    public async Task The_pop_up_is_denied_then_allowed_and_the_softphone_learns_it_from_the_server()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Eva);
        Assert.Equal(204, await sight.Page.Panel("softphone").EvaluateAsync<int>(SignOut));
        await softphone.GetByTestId("sign-in-webex").WaitForAsync();
        await sight.SeePanelAsync("softphone-signed-out");

        var denied = await sight.Page.RunAndWaitForPopupAsync(() => softphone.GetByTestId("sign-in-webex").ClickAsync());
        await Expect(softphone.GetByTestId("sign-in")).ToContainTextAsync("Finish signing in");
        await sight.SeePanelAsync("softphone-signing-in");
        await denied.Locator("button[name=decision][value=deny]").ClickAsync();
        await Expect(softphone.GetByTestId("sign-in")).ToContainTextAsync("Sign-in did not finish");
        await sight.SeePanelAsync("softphone-sign-in-refused");

        var allowed = await sight.Page.RunAndWaitForPopupAsync(() => softphone.GetByTestId("sign-in-webex").ClickAsync());
        await allowed.Locator("select[name=email]").SelectOptionAsync(Eva);
        await allowed.Locator("button[name=decision][value=allow]").ClickAsync();
        await softphone.GetByTestId("dialer").WaitForAsync();
    }
}
