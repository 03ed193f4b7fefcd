using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An administrator in the console: finds a setting, changes it, sees it in the trail and takes it back.</summary>
public sealed class Console(World world, Chromium browser)
{
    private const string Inbound = "setting-calling.inboundSearch";

    [Fact]
    public async Task A_setting_is_found_changed_for_one_user_and_taken_back()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(world, "calling");
        var page = office.Page;
        await page.GetByTestId("search").FillAsync("caller looked");
        await Expect(page.GetByTestId("found")).ToHaveCountAsync(1);
        await office.SeeAsync("admin-search");
        await page.GetByTestId("search").PressAsync("Enter");
        await Expect(page.GetByTestId(Inbound)).ToBeVisibleAsync();
        await Expect(page.GetByTestId(Inbound).GetByTestId("from")).ToContainTextAsync("Default");
        await office.SeeAsync("admin-calling");

        await page.GetByTestId("scope-reach").SelectOptionAsync("User");
        await page.GetByTestId("scope-user").FillAsync("david");
        await page.GetByTestId("scope-found").First.ClickAsync();
        await page.GetByTestId(Inbound).Locator("[data-choice=Lead]").UncheckAsync();
        await Expect(page.GetByTestId(Inbound).GetByTestId("from")).ToContainTextAsync("Not saved");
        await Expect(page.GetByTestId("scope-reach")).ToBeDisabledAsync(); // For whom it is meant cannot be changed under it.
        await Expect(page.GetByTestId("scope-off")).ToContainTextAsync("Save or cancel first");
        await office.SeeAsync("admin-calling-user");

        await page.GetByTestId("page-audit").ClickAsync();
        await Expect(page.GetByTestId("guard")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("stay")).ToBeFocusedAsync();
        await office.SeeAsync("admin-unsaved");
        await page.GetByTestId("stay").ClickAsync();
        await page.GetByTestId("save").ClickAsync();
        await Expect(page.GetByTestId("settings-told")).ToContainTextAsync("Saved for David");
        await Expect(page.GetByTestId(Inbound).GetByTestId("from")).ToContainTextAsync("Set here");
        await page.GetByTestId("scope-reach").SelectOptionAsync("All");
        await Expect(page.GetByTestId(Inbound).GetByTestId("others")).ToContainTextAsync("David Kim");
        await office.SeeAsync("admin-calling-others");

        await page.GetByTestId("page-audit").ClickAsync();
        var entry = page.GetByTestId("audit-entry").Filter(new() { HasText = "Objects a caller is looked for in" }).First;
        await Expect(entry).ToContainTextAsync("Contact, Account, User");
        await Expect(entry).ToContainTextAsync("One user: David Kim");
        await office.SeeAsync("admin-audit");
        await entry.GetByTestId("undo").ClickAsync();
        await Expect(page.GetByTestId("audit-told")).ToContainTextAsync("Taken back");
        Assert.EndsWith("/admin/audit", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "calling");
    }

    [Fact]
    public async Task What_was_changed_and_not_saved_is_asked_about_and_can_be_left()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(world, "calling");
        await office.Page.GetByTestId(Inbound).Locator("[data-choice=User]").UncheckAsync();
        await office.Page.GetByTestId("page-meetings").ClickAsync();
        await office.Page.GetByTestId("leave").ClickAsync();
        await Expect(office.Page.GetByTestId("no-settings")).ToBeVisibleAsync();
        await office.SeeAsync("admin-meetings");
        await office.Page.GetByTestId("page-calling").ClickAsync();
        await Expect(office.Page.GetByTestId(Inbound).Locator("[data-choice=User]")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Every_page_opens_by_its_address_and_in_Danish()
    {
        await using var office = await browser.OpenAsync(locale: "da-DK");
        await office.OpenConsoleAsync(world, "people");
        await Expect(office.Page.Locator("html")).ToHaveAttributeAsync("lang", "da");
        await Expect(office.Page.GetByTestId("page-audit")).ToContainTextAsync("Ændringslog");
        foreach (var name in await office.Page.Locator("[data-testid^=page-]").EvaluateAllAsync<string[]>("links => links.map(link => link.pathname)"))
        {
            await office.Page.GotoAsync($"{world.Tieline}{name}");
            await Expect(office.Page.GetByTestId("page")).ToHaveAttributeAsync("data-page", name.Split('/')[^1]);
            await Expect(office.Page.Locator(".tl-spinner")).ToHaveCountAsync(0);
            await Expect(office.Page.GetByTestId("page").Locator("h1")).ToHaveTextAsync(await office.Page.GetByTestId($"page-{name.Split('/')[^1]}").InnerTextAsync());
            await office.SeeAsync($"da-admin-{name.Split('/')[^1]}");
        }

        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task The_menu_and_the_settings_are_reached_by_keyboard()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(world, "health");
        await office.Page.GetByTestId("page-calling").FocusAsync();
        await office.Page.Keyboard.PressAsync("Enter");
        await Expect(office.Page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "calling");
        await Expect(office.Page.GetByTestId("page")).ToBeFocusedAsync();
        await office.Page.Keyboard.PressAsync("Tab");
        await Expect(office.Page.GetByTestId("scope-reach")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_panel_of_the_original_is_found_from_another_page()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(world, "health");
        await office.Page.GetByTestId("search").FillAsync("Webex Site for Webhooks");
        await office.SeeAsync("admin-search-panel");
        await office.Page.GetByTestId("search").PressAsync("Enter");
        await Expect(office.Page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "connection");
        await Expect(office.Page.GetByTestId("step-Webhooks")).ToHaveAttributeAsync("aria-current", "step");

        // The same again, after another step was shown.
        await office.Page.GetByTestId("step-People").ClickAsync();
        await Expect(office.Page.Locator("#step-title")).ToBeFocusedAsync(); // A moment after the step shows.
        await office.Page.GetByTestId("search").FillAsync("Webex Site for Webhooks");
        await office.Page.GetByTestId("search").PressAsync("Enter");
        await Expect(office.Page.GetByTestId("step-Webhooks")).ToHaveAttributeAsync("aria-current", "step");
    }

    [Fact]
    public async Task What_is_typed_for_one_way_into_Webex_survives_a_look_at_another_and_is_asked_about_before_the_step_goes()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(world, "connection");
        var page = office.Page;
        await page.GetByTestId("step-Webex").ClickAsync();
        await page.GetByTestId("webex-ServiceApp").ClickAsync();
        await page.GetByTestId("app-client-id").WriteAsync("Ctyped");
        await page.GetByTestId("webex-PersonalToken").ClickAsync();
        await Expect(page.GetByTestId("access-token")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("app-client-id")).ToBeHiddenAsync();
        await page.GetByTestId("webex-ServiceApp").ClickAsync();
        await Expect(page.GetByTestId("app-client-id")).ToHaveValueAsync("Ctyped");
        await page.GetByTestId("step-People").ClickAsync();
        await page.GetByTestId("step-leave").ClickAsync();
        await Expect(page.GetByTestId("step-People")).ToHaveAttributeAsync("aria-current", "step");
        await page.GetByTestId("page-audit").ClickAsync(); // Nothing typed is left.
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "audit");
    }

    [Fact]
    public async Task Each_kind_of_change_has_its_undo_or_its_reason()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(world, "audit");
        await Expect(office.Page.GetByTestId("audit-entry").Filter(new() { HasText = "Linked" }).First.GetByTestId("no-undo")).ToContainTextAsync("A sign-in is not taken back here");
        await office.SeeAsync("admin-audit-reasons");
    }
}
