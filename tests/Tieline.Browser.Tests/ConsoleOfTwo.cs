using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The operator's console with two organisations: which one is looked at, and what is asked before typed things go.</summary>
public sealed class ConsoleOfTwo(Chromium browser) : IAsyncLifetime
{
    private World World { get; set; } = null!;

    private string Second { get; set; } = "";

    public async ValueTask InitializeAsync()
    {
        World = await World.StartEmptyAsync();
        await NewTenantAsync("Production");
        Second = await NewTenantAsync("Sandbox");
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task A_reload_shows_the_organisation_that_was_looked_at_and_staying_shows_it_as_chosen()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(World, "connection");
        var (page, chooser) = (office.Page, office.Page.GetByTestId("tenant"));
        await chooser.SelectOptionAsync(Second);
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Sandbox");
        await Expect(page).ToHaveURLAsync(new Regex($"/admin/connection\\?org={Second}$"));
        await office.SeeAsync("admin-two-orgs");
        await page.ReloadAsync();
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Sandbox");
        await Expect(chooser).ToHaveValueAsync(Second);
        await page.GetByTestId("page-calling").ClickAsync();
        await page.GetByTestId("scope").WaitForAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/admin/calling\\?org={Second}$"));
        await page.GoBackAsync();

        await page.GetByTestId("details-name").WriteAsync("Sandbox of spring");
        await page.GetByTestId("details-name").BlurAsync();
        await chooser.SelectOptionAsync(new SelectOptionValue { Label = "Production" });
        await page.GetByTestId("stay").ClickAsync();
        await Expect(chooser).ToHaveValueAsync(Second);
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Sandbox of spring");
        await chooser.SelectOptionAsync(new SelectOptionValue { Label = "Production" });
        await page.GetByTestId("leave").ClickAsync();
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Production");
    }

    [Fact]
    public async Task Back_comes_to_the_organisation_that_was_looked_at_first_and_then_out_of_the_console()
    {
        await using var office = await browser.OpenAsync();
        var page = office.Page;
        await page.GotoAsync($"{World.Tieline}/health/live");
        await office.OpenConsoleAsync(World, "connection");
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Production");
        await page.GetByTestId("page-audit").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/admin/audit\\?org="));
        await page.GetByTestId("tenant").SelectOptionAsync(Second);
        await Expect(page).ToHaveURLAsync(new Regex($"/admin/audit\\?org={Second}$"));
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Production");
        Assert.DoesNotContain(Second, page.Url, StringComparison.Ordinal);
        await page.GoForwardAsync();
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "audit");
        await page.GoBackAsync();
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "connection");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/health/live$"));
    }

    [Fact]
    public async Task Who_goes_on_before_the_pages_script_is_there_comes_back_to_where_he_began()
    {
        await using var office = await browser.OpenAsync();
        var page = office.Page;
        var isThere = new TaskCompletionSource();
        await page.RouteAsync("**/admin/console.js", async route =>
        {
            await isThere.Task;
            await route.ContinueAsync();
        });
        await office.OpenConsoleAsync(World, "connection");
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Production");
        await page.GetByTestId("page-audit").ClickAsync();
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "audit");
        isThere.SetResult();
        await Expect(page).ToHaveURLAsync(new Regex("/admin/audit\\?org="));
        await page.GoBackAsync();
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "connection");
        await Expect(page).ToHaveURLAsync(new Regex("/admin/connection\\?org="));
    }

    [Fact]
    public async Task An_address_of_nobody_in_the_history_does_not_keep_Back_from_going_further()
    {
        await using var office = await browser.OpenAsync();
        var page = office.Page;
        await page.GotoAsync($"{World.Tieline}/health/live");
        await office.OpenConsoleAsync(World, "connection");
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Production");
        await Expect(page).ToHaveURLAsync(new Regex("/admin/connection\\?org="));
        await page.EvaluateAsync("history.replaceState(null, '', '/admin/connection?org=gone')"); // As if the organisation had left since.
        await page.GetByTestId("page-audit").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/admin/audit\\?org="));
        await page.GoBackAsync();
        await Expect(page.GetByTestId("page")).ToHaveAttributeAsync("data-page", "connection");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/health/live$"));
    }

    [Fact]
    public async Task Each_form_of_the_page_Connection_asks_for_itself()
    {
        await using var office = await browser.OpenAsync();
        await office.OpenConsoleAsync(World, "connection");
        var page = office.Page;
        await page.GetByTestId("details-name").FillAsync("Typed and not saved");
        await Expect(page.GetByTestId("details-name")).ToBeFocusedAsync();
        await ExpectQuestionAsync(page, true); // Already while the field has the focus.

        // Another form's saving does not hide it, nor does a step without anything typed.
        await page.GetByTestId("step-Salesforce").ClickAsync();
        await Expect(page.GetByTestId("step-guard")).ToHaveCountAsync(0);
        await page.GetByTestId("consumer-key").FillAsync("3MVG9another");
        await page.GetByTestId("consumer-secret").FillAsync("another");
        await page.GetByTestId("save-salesforce").ClickAsync();
        await Expect(page.GetByTestId("salesforce-outcome")).ToBeVisibleAsync();
        await page.GetByTestId("page-audit").ClickAsync();
        await page.GetByTestId("stay").ClickAsync();
        await Expect(page.GetByTestId("details-name")).ToHaveValueAsync("Typed and not saved");

        // Another organisation would take it along.
        await page.GetByTestId("another-org").ClickAsync();
        await Expect(page.GetByTestId("step-guard")).ToBeVisibleAsync();
        await office.SeeAsync("connect-unsaved-forms");
        await page.GetByTestId("step-stay").ClickAsync();
        await page.GetByTestId("details-save").ClickAsync();
        await Expect(page.GetByTestId("details-outcome")).ToBeVisibleAsync();
        await ExpectQuestionAsync(page, false);
    }

    // What the browser is told when the tab is to be closed.
    private static async Task ExpectQuestionAsync(IPage page, bool asks) =>
        await page.WaitForFunctionAsync("asks => { const closing = new Event('beforeunload', { cancelable: true }); dispatchEvent(closing); return closing.defaultPrevented === asks; }", asks);

    private async Task<string> NewTenantAsync(string name)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"{World.Tieline}/admin/api/tenants")
        {
            Headers = { Authorization = new("Bearer", World.AdminKey) },
            Content = JsonContent.Create(new
            {
                name, defaultCountry = "US", hostOrigins = new[] { World.Salesforce },
                salesforce = new { loginUrl = World.Salesforce, consumerKey = "3MVG9test", consumerSecret = "secret" }, webex = new { apiBase = World.Webex + "/v1", clientId = "Ctest", clientSecret = "secret" },
            }),
        };
        using var made = await World.Http.SendAsync(ask, TestContext.Current.CancellationToken);
        made.EnsureSuccessStatusCode();
        return (string)(await made.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>(TestContext.Current.CancellationToken))!["tenantId"]!;
    }
}
