using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using Tieline.SalesforceSimulator.Tests.Metadata;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests.Lightning;

/// <summary>The shell with an app that was deployed: its tabs, its utility bar and its record actions.</summary>
public sealed class DeployedAppTests(ShellInBrowser shell) : IClassFixture<ShellInBrowser>
{
    private const string Utility = "[data-utility]";

    [Fact]
    public async Task A_deployed_apps_tabs_lead_to_its_pages()
    {
        var page = await OpenAsync();
        await Expect(page.GetByText("Sample Calling")).ToBeVisibleAsync();
        await SeeAsync(page, "50-deployed-app");

        await page.GetByRole(AriaRole.Link, new() { Name = "Call Notes" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Call Notes");
        await SeeAsync(page, "51-deployed-object-tab");

        await page.GetByRole(AriaRole.Link, new() { Name = "Sample Site" }).ClickAsync();
        await Expect(page.FrameLocator("#main iframe").Locator("h1")).ToHaveTextAsync("Panel");
        await SeeAsync(page, "52-deployed-web-tab");
    }

    [Fact]
    public async Task A_deployed_utility_item_opens_and_closes_by_the_keyboard()
    {
        var page = await OpenAsync();
        await page.PanelAsync();
        var item = page.Locator($"{Utility} .slds-utility-bar__action");
        await Expect(item).ToHaveTextAsync("Sample Phone");
        await item.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"{Utility} .sim-utility-panel")).ToBeVisibleAsync();
        await SeeAsync(page, "53-deployed-utility-bar");
        // The panel's frame took the focus as it opened; a key that comes before the browser knows that it is the button's again goes to the panel.
        var minimize = page.GetByRole(AriaRole.Button, new() { Name = "Minimize Sample Phone" });
        await page.UntilAsync(async () =>
        {
            await minimize.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            return !await page.Locator($"{Utility} .sim-utility-panel").IsVisibleAsync();
        });
        await Expect(item).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_deployed_record_action_opens_about_its_record_and_closes_by_the_keyboard()
    {
        var contact = await shell.CreateAsync("Contact", new { FirstName = "Maria", LastName = "Lopez", Phone = "+1 202 555 0143" });
        var page = await OpenAsync($"/lightning/r/Contact/{contact}/view");
        var action = page.GetByRole(AriaRole.Button, new() { Name = "Sample Call" });
        await Expect(page.Locator(".sim-timeline")).ToContainTextAsync("No past activity");
        await SeeAsync(page, "54-deployed-record-page");
        await action.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var panel = await page.PanelAsync("make-a-call");
        Assert.Equal(contact, (await panel.HearsAsync("welcome")).GetProperty("recordId").GetString());
        await SeeAsync(page, "55-deployed-record-action");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Sample Call" })).ToHaveCountAsync(0);
        await Expect(action).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_record_of_a_deployed_object_has_a_page()
    {
        var page = await OpenAsync();
        var contact = await shell.CreateAsync("Contact", new { LastName = "Noted" });
        var note = await shell.CreateAsync("Call_Note__c", new { Contact__c = contact, Caller__c = "+1 202 555 0143", Outcome__c = "Answered", Seconds__c = 65 });
        await page.GotoAsync($"{shell.Shell}/lightning/r/Call_Note__c/{note}/view");
        await Expect(page.Locator("#main")).ToContainTextAsync("Noted");
        await SeeAsync(page, "56-deployed-object-record");
    }

    [Fact]
    public async Task A_record_of_a_deployed_object_is_made_in_a_form_and_stands_in_its_list()
    {
        await shell.CreateAsync("Contact", new { FirstName = "Nina", LastName = "Park" });
        var page = await OpenAsync("/lightning/o/Call_Note__c/list");
        await page.GetByRole(AriaRole.Button, new() { Name = "New" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog, new() { Name = "New Call Note" });
        await form.GetByLabel("Caller").FillAsync("+45 33 11 22 33");
        await form.GetByLabel("Billable").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await SeeAsync(page, "57-deployed-object-form");
        await form.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("N-");
        await page.GetByRole(AriaRole.Link, new() { Name = "Call Notes" }).ClickAsync();
        var row = page.Locator("#main tr").Filter(new() { HasText = "+45 33 11 22 33" });
        await Expect(row).ToContainTextAsync("Yes");
        await SeeAsync(page, "58-deployed-object-list");
    }

    private static async Task SeeAsync(IPage page, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Sight.Folder, name + ".png") });
        await page.MainFrame.IsUsableByAllAsync();
    }

    /// <summary>The sample package, its addresses led to the panels of this test.</summary>
    private async Task<IPage> OpenAsync(string address = "/lightning/page/home")
    {
        var package = SampleProject.Package()
            .File("tabs/Sample_Site.tab", Package.Xml("CustomTab", $"<label>Sample Site</label><motif>Custom9: Lightning</motif><url>{shell.Panels}/panels/site</url>"))
            .With("CspTrustedSite", "Panels", "cspTrustedSites/Panels.cspTrustedSite", $"<context>All</context><endpointUrl>{shell.Panels}</endpointUrl><isActive>true</isActive><isApplicableToFrameSrc>true</isApplicableToFrameSrc>");
        await shell.DeployAsync(package.Zip());
        var page = await shell.OpenAsync(address);
        await page.SetViewportSizeAsync(1440, 900);
        return page;
    }
}
