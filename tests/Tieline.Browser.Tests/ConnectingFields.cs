using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>Fields of the page Connection that the way through the wizard does not need: host pages, and the key with which the server signs in.</summary>
public sealed class ConnectingFields(Chromium browser)
{
    [Fact]
    public async Task Host_pages_are_named_one_a_line_and_stay()
    {
        await using var world = await ConnectedAsync();
        await using var office = await browser.OpenAsync(1280, 800);
        var page = await OpenAsync(office, world);
        var before = await page.GetByTestId("details-origins").InputValueAsync();
        await FillAsync(page, "details-origins", before + "\nhttp://portal.nordlys.example");
        await page.GetByTestId("details-save").ClickAsync();
        await Expect(page.GetByTestId("details-outcome")).ToContainTextAsync("https"); // In clear over the network: refused.
        await FillAsync(page, "details-origins", before + "\nhttps://portal.nordlys.example");
        await page.GetByTestId("details-save").ClickAsync();
        await Expect(page.GetByTestId("details-outcome")).ToContainTextAsync("Saved");
        await office.SeeAsync("connect-host-pages");
        await page.ReloadAsync();
        await Expect(page.GetByTestId("details-origins")).ToHaveValueAsync(before + "\nhttps://portal.nordlys.example");
    }

    [Fact]
    public async Task A_certificate_is_made_uploaded_and_connects_and_neither_key_nor_secret_is_shown_again()
    {
        await using var world = await ConnectedAsync();
        await using var office = await browser.OpenAsync(1280, 800);
        var page = await OpenAsync(office, world);
        await page.GetByTestId("step-Salesforce").ClickAsync();
        await page.GetByTestId("way-JwtBearer").CheckAsync();
        await FillAsync(page, "consumer-key", "3MVG9certificate");
        await FillAsync(page, "consumer-secret", "a-secret-that-is-not-shown");
        await FillAsync(page, "integration-user", "not a user name");
        await page.GetByTestId("save-salesforce").ClickAsync();
        await Expect(page.GetByTestId("salesforce-outcome")).ToContainTextAsync("user name");
        await FillAsync(page, "integration-user", "integration@nordlys.example");
        await page.GetByTestId("save-salesforce").ClickAsync();
        await Expect(page.GetByTestId("salesforce-outcome")).ToContainTextAsync("Saved");
        await page.GetByTestId("new-key").ClickAsync();
        await Expect(page.GetByTestId("certificate")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^-----BEGIN CERTIFICATE"));
        await world.PostAsync($"{world.Salesforce}/control/apps", new
        {
            consumerKey = "3MVG9certificate", consumerSecret = "a-secret-that-is-not-shown", callbackUrls = new[] { $"{world.Tieline}/connect/salesforce/callback" },
            scopes = new[] { "api", "refresh_token", "id", "openid" }, jwtPublicKey = await page.GetByTestId("certificate").InputValueAsync(),
        });
        await world.PostAsync($"{world.Salesforce}/control/switches", new { jwtNeedsApproval = false });
        await page.GetByTestId("connect-salesforce").ClickAsync();
        await Expect(page.GetByTestId("salesforce-outcome")).ToContainTextAsync("Tieline is connected");
        await office.SeeAsync("connect-by-certificate");

        await page.ReloadAsync();
        await page.GetByTestId("step-Salesforce").ClickAsync();
        await Expect(page.GetByTestId("certificate")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("consumer-secret")).ToHaveValueAsync("");
        await Expect(page.GetByTestId("consumer-secret")).ToHaveAttributeAsync("placeholder", new System.Text.RegularExpressions.Regex(".+"));
        var shown = await page.ContentAsync();
        Assert.DoesNotContain("a-secret-that-is-not-shown", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", shown, StringComparison.Ordinal);
        await page.GetByTestId("part-org").Locator("summary").ClickAsync();
        await office.SeeAsync("connect-leave-org");
    }

    private static async Task<World> ConnectedAsync()
    {
        var world = await World.StartEmptyAsync();
        await new Tieline.Demo.DemoConnection(world.Options).MakeAsync(TextWriter.Null);
        return world;
    }

    private static async Task<IPage> OpenAsync(Sight office, World world)
    {
        await office.Page.GotoAsync($"{world.Tieline}/admin/connection");
        await office.Page.Locator("#key").FillAsync(world.AdminKey);
        await office.Page.Keyboard.PressAsync("Enter");
        await Expect(office.Page.GetByTestId("details")).ToBeVisibleAsync();
        return office.Page;
    }

    private static async Task FillAsync(IPage page, string field, string value)
    {
        await page.GetByTestId(field).WriteAsync(value);
        await page.GetByTestId(field).BlurAsync();
    }
}
