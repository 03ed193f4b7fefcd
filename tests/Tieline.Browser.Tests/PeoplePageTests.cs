using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An administrator gives people access and says who is whom; the agent sees it.</summary>
public sealed class PeoplePageTests(World world, Chromium browser)
{
    private const string Carla = "carla.ruiz@nordlys.example";

    [Fact]
    public async Task An_administrator_takes_and_gives_a_role_and_corrects_a_person()
    {
        await using var office = await OpenAsync();
        var page = office.Page;
        await Expect(page.GetByTestId("person")).ToHaveCountAsync(6);
        await Expect(Row(page, "Ann Berg").GetByTestId("webex-person")).ToContainTextAsync("signed in");
        await Expect(Row(page, "Eva Holm").GetByTestId("roles")).ToContainTextAsync("Webex Admin");
        await office.SeeAsync("people");

        // By keyboard: choose Carla, go to the button that takes, press it.
        await Row(page, "Carla Ruiz").GetByTestId("choose").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByTestId("people-chosen")).ToHaveTextAsync("1 chosen");
        await page.GetByTestId("people-take").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("people-told")).ToContainTextAsync("Webex User taken from 1.");
        await Expect(Row(page, "Carla Ruiz").GetByTestId("roles")).ToContainTextAsync("no role");
        await Expect(Row(page, "Carla Ruiz")).ToContainTextAsync("calls that began after");
        await office.SeeAsync("people-role-taken");

        await using var desk = await browser.OpenAsync();
        await desk.Page.GotoAsync($"{world.Salesforce}/lightning/login?user={Carla}");
        await desk.Page.Locator("[data-utility] .slds-utility-bar__action").First.ClickAsync();
        await Expect(desk.Softphone.GetByTestId("no-role")).ToContainTextAsync("permission set Webex User");
        await desk.SeePanelAsync("softphone-no-role");

        await Row(page, "Carla Ruiz").GetByTestId("choose").CheckAsync();
        await page.GetByTestId("people-give").ClickAsync();
        await Expect(page.GetByTestId("people-told")).ToContainTextAsync("Webex User given to 1.");
        await desk.Softphone.GetByTestId("look-again").ClickAsync();
        await Expect(desk.Softphone.GetByTestId("softphone")).ToBeVisibleAsync();

        await Row(page, "Bo Lind").GetByTestId("more").ClickAsync();
        await page.GetByTestId("person-search").FillAsync("Da");
        await page.GetByTestId("person-found").Filter(new() { HasText = "David Kim" }).WaitForAsync();
        await office.SeeAsync("people-correct");
        await page.GetByTestId("person-found").Filter(new() { HasText = "David Kim" }).ClickAsync();
        await Expect(page.GetByTestId("people-told")).ToContainTextAsync("Bo Lind is David Kim");
        await Expect(Row(page, "Bo Lind").GetByTestId("webex-person")).ToContainTextAsync("corrected by hand");
        await Expect(Row(page, "Bo Lind").GetByTestId("webex-person")).ToContainTextAsync("Signed in to Webex as Bo Lind");
        await Row(page, "Bo Lind").GetByTestId("more").ClickAsync();
        await page.GetByTestId("take-back").First.ClickAsync();
        await Expect(page.GetByTestId("people-told")).ToContainTextAsync("matched by his address again");

        await page.GetByTestId("people-search").FillAsync("olivia");
        await Expect(page.GetByTestId("person")).ToHaveCountAsync(1);
        await page.GetByTestId("people-search").FillAsync("nobody at all");
        await page.GetByTestId("people-nobody").WaitForAsync();
        await office.SeeAsync("people-not-found");
    }

    [Fact]
    public async Task The_page_speaks_Danish_and_says_when_Salesforce_cannot_be_asked()
    {
        await using var office = await OpenAsync("da-DK");
        await Expect(office.Page.GetByTestId("people")).ToContainTextAsync("logget ind");
        await Row(office.Page, "Bo Lind").GetByTestId("more").ClickAsync();
        await office.Page.GetByTestId("person-search").WaitForAsync();
        await office.SeeAsync("da-people");

        await world.PostAsync($"{world.Salesforce}/control/faults", new { match = new { path = "^/services/data/.*/query" }, times = 100, fault = new { kind = "serverUnavailable" } });
        try
        {
            await office.Page.GetByTestId("people-search").FillAsync("bo");
            await Expect(office.Page.GetByTestId("people-problem")).ToContainTextAsync("Salesforce kan ikke spørges");
            await office.SeeAsync("da-people-error");
        }
        finally
        {
            using var gone = await world.Http.DeleteAsync(new Uri($"{world.Salesforce}/control/faults"), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_administrator_from_Salesforce_is_asked_before_she_takes_her_own_role()
    {
        await using var sight = await browser.OpenAsync(1280, 800);
        await sight.Page.GotoAsync($"{world.Salesforce}/lightning/login?user=eva.holm@nordlys.example");
        await sight.EmbedAsync("/panels/administration", "administration", 1100, 620);
        var console = sight.Page.FrameLocator("iframe[src*='/panels/administration']");
        await console.GetByTestId("page-people").ClickAsync();
        var eva = console.GetByTestId("person").Filter(new() { HasText = "Eva Holm" });
        await eva.GetByTestId("choose").CheckAsync();
        await console.GetByTestId("people-role").SelectOptionAsync("Admin");
        await console.GetByTestId("people-take").ClickAsync();
        await Expect(console.GetByTestId("own-admin")).ToContainTextAsync("another administrator has to give it back");
        await sight.SeePanelAsync("people-own-role", "administration");
        await console.GetByTestId("own-admin-keep").ClickAsync();
        await Expect(console.GetByTestId("own-admin")).ToHaveCountAsync(0);
        await Expect(eva.GetByTestId("roles")).ToContainTextAsync("Webex Admin");
    }

    private static ILocator Row(IPage page, string name) => page.GetByTestId("person").Filter(new() { HasText = name });

    private async Task<Sight> OpenAsync(string locale = "en-US")
    {
        var sight = await browser.OpenAsync(1280, 800, locale: locale);
        await sight.Page.GotoAsync($"{world.Tieline}/admin/people");
        await sight.Page.Locator("#key").FillAsync(world.AdminKey);
        await sight.Page.Keyboard.PressAsync("Enter");
        await sight.Page.GetByTestId("person").First.WaitForAsync();
        return sight;
    }
}
