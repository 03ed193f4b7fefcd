using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An org without the package: the softphone in a plain browser window, opened by its user's own sign-in to Salesforce.</summary>
public sealed class ZeroPackage(World world, Chromium browser)
{
    private const string Carla = "carla.ruiz@nordlys.example";

    [Fact]
    public async Task The_softphone_opens_in_a_browser_window_after_a_sign_in_takes_a_call_and_outlives_a_reload()
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await using var sight = await browser.OpenAsync(420, 460);
        var page = sight.Page;
        await page.GotoAsync(await AddressAsync("softphone"));
        await page.GetByTestId("launch-sign-in").WaitForAsync();
        await sight.SeeAsync("launch-sign-in");

        var denied = await page.RunAndWaitForPopupAsync(() => page.GetByTestId("launch-sign-in").ClickAsync());
        await denied.Locator("button[name=decision][value=deny]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You chose not to let Tieline in");
        await sight.SeeAsync("launch-denied");

        // By keyboard: the button has the focus.
        var popup = await page.RunAndWaitForPopupAsync(() => page.Keyboard.PressAsync("Enter"));
        await page.GetByTestId("launch-cancel").WaitForAsync();
        await sight.SeeAsync("launch-waiting");
        await SignInAsync(popup, Carla);
        await page.Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        await sight.SeeAsync("launch-done");

        var record = page.Context.WaitForPageAsync();
        await world.CallAsync("+12025550143", Carla, name: "LOPEZ M");
        await page.Locator("[data-testid=call-card][data-status=Ringing]").WaitForAsync();
        await Expect(page.GetByTestId("caller-name")).ToContainTextAsync("Maria Lopez");
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("Maria Lopez · Tieline$"));
        Assert.Contains("/lightning/r/Contact/", Uri.UnescapeDataString((await record).Url), StringComparison.Ordinal);

        await page.ReloadAsync();
        await page.Locator("[data-testid=call-card][data-status=Ringing]").WaitForAsync();
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task A_sign_in_that_somebody_else_began_opens_nothing()
    {
        await using var sight = await browser.OpenAsync();
        var tenant = await world.OrgAsync();
        var begun = await world.PostAsync($"{world.Tieline}/panels/api/pop-up", new { org = tenant, language = "en" });
        await sight.Page.GotoAsync((string)begun["url"]!);
        await sight.Page.Locator("select[name=username]").SelectOptionAsync(Carla);
        await sight.Page.Locator("button[name=decision][value=allow]").ClickAsync();
        await Expect(sight.Page.Locator("#other-window")).ToContainTextAsync("begun in another window or browser");
        await Expect(sight.Page.GetByRole(AriaRole.Status)).ToBeHiddenAsync(); // Nothing is waited for any more.
        await sight.SeeAsync("launch-other-window");
        Assert.Equal("waiting", (string)(await world.PostAsync($"{world.Tieline}/panels/api/pop-up/session", new { state = (string)begun["state"]!, window = (string)begun["window"]! }))["outcome"]!);
    }

    [Fact]
    public async Task A_page_that_this_version_does_not_have_says_so_in_the_users_language()
    {
        await using var sight = await browser.OpenAsync(340, 480);
        await sight.Page.GotoAsync(await AddressAsync("meetings-calendar"));
        await Expect(sight.Page.Locator("#status")).ToContainTextAsync("Not in this version yet");
        await sight.SeeAsync("panel-later");
        Assert.Empty(sight.Complaints);
    }

    internal static async Task SignInAsync(IPage popup, string user)
    {
        await popup.Locator("select[name=username]").SelectOptionAsync(user);
        await popup.Locator("button[name=decision][value=allow]").ClickAsync();
    }

    private async Task<string> AddressAsync(string panel) => $"{world.Tieline}/panels/{panel}?org={await world.OrgAsync()}";
}
