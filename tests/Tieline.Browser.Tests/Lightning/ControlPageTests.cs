using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests.Lightning;

/// <summary>The page "Behind the org" of the Salesforce simulator.</summary>
public sealed class ControlPageTests(ShellInBrowser shell) : IClassFixture<ShellInBrowser>
{
    [Fact]
    public async Task A_mishap_set_on_the_page_meets_the_next_request_and_both_stand_on_the_page()
    {
        var page = await shell.OpenAsync("/lightning/page/home");
        await page.GotoAsync($"{shell.Shell}/control");
        await page.GetByLabel("What goes wrong").SelectOptionAsync("serverUnavailable");
        await page.GetByLabel("Path matches").FillAsync("/limits$");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Expect(page.Locator("#faults")).ToContainTextAsync("serverUnavailable");

        Assert.Equal(503, await shell.AskAsync("/services/data/v66.0/limits"));

        await Expect(page.Locator("#usage tbody tr").First).ToContainTextAsync("/limits");
        await Expect(page.Locator("#usage tbody tr").First).ToContainTextAsync("503");
        await Expect(page.Locator("#faults")).ToContainTextAsync("serverUnavailable, any method /limits$: met 1 of 1");
        await Expect(page.Locator("#records")).ToContainTextAsync("Contact");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Sight.Folder, "30-behind-the-org.png"), FullPage = true });
        await page.MainFrame.IsUsableByAllAsync();
    }

    [Fact]
    public async Task Time_stands_still_and_is_moved_from_the_page()
    {
        var page = await shell.OpenAsync("/lightning/page/home");
        await page.GotoAsync($"{shell.Shell}/control");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop time" }).ClickAsync();
        await Expect(page.Locator("#clock-mode")).ToHaveTextAsync("time stands still");
        var before = DateTimeOffset.Parse((await page.Locator("#now").GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);
        await page.GetByRole(AriaRole.Button, new() { Name = "+1 day" }).ClickAsync();
        await Expect(page.Locator("#now")).ToContainTextAsync(before.AddDays(1).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Let time run" }).ClickAsync();
    }
}
