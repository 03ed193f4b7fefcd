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
        await office.SeeAsync("admin-calling-user");

        await page.GetByTestId("page-audit").ClickAsync();
        await Expect(page.GetByTestId("guard")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("stay")).ToBeFocusedAsync();
        await office.SeeAsync("admin-unsaved");
        await page.GetByTestId("stay").ClickAsync();
        await page.GetByTestId("save").ClickAsync();
        await Expect(page.GetByTestId("settings-told")).ToContainTextAsync("Saved for David");
        await Expect(page.GetByTestId(Inbound).GetByTestId("from")).ToContainTextAsync("Set here");

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
        foreach (var name in await office.Page.Locator("[data-testid^=page-]").EvaluateAllAsync<string[]>("links => links.map(link => link.pathname)"))
        {
            await office.Page.GotoAsync($"{world.Tieline}{name}");
            await Expect(office.Page.GetByTestId("page")).ToHaveAttributeAsync("data-page", name.Split('/')[^1]);
            await Expect(office.Page.Locator(".tl-spinner")).ToHaveCountAsync(0);
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
}
