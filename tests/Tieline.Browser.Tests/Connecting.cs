using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using Tieline.Server.Connections;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>An administrator who has never seen Tieline connects a Salesforce org and a Webex org, from an empty server to a logged call.</summary>
public sealed class Connecting(Chromium browser)
{
    private const string Ann = "ann.berg@nordlys.example";
    private const string Number = "+1 202 555 0143";
    internal const string Secret = "salesforce-wizard-secret";

    [Fact]
    public async Task From_an_empty_server_to_a_logged_call()
    {
        await using var world = await World.StartEmptyAsync();
        await MakeKnownAsync(world);
        await using var office = await browser.OpenAsync(1280, 800);
        var page = office.Page;
        await page.GotoAsync($"{world.Tieline}/admin");
        await page.Locator("#key").FillAsync(world.AdminKey);
        await page.Keyboard.PressAsync("Enter");

        // 1. The address is checked by itself, so that the wizard stands at the first step that is not done.
        await Expect(Step(page)).ToHaveAttributeAsync("data-step", "Salesforce");
        await page.GetByTestId("step-Address").ClickAsync();
        await Expect(page.GetByTestId("address-state")).ToContainTextAsync("only reachable on this machine");
        await office.SeeAsync("connect-1-address");
        await page.GetByTestId("next").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#step-title")).ToBeFocusedAsync(); // So that whoever works by keyboard begins there.

        // 2. Salesforce: any address of the org will do; a wrong secret is explained; then it works.
        await FillAsync(page, "my-domain", "https://login.salesforce.com");
        await page.GetByTestId("save-domain").ClickAsync();
        await Expect(page.GetByTestId("domain-state")).ToContainTextAsync("This is no org’s My Domain");
        await office.SeeAsync("connect-2-no-org");
        await FillAsync(page, "my-domain", $"{world.Salesforce}/lightning/page/home");
        await FillAsync(page, "org-name", "Nordlys Industries");
        await page.GetByTestId("save-domain").ClickAsync();
        await Expect(page.GetByTestId("salesforce-callback")).ToHaveValueAsync($"{world.Tieline}/connect/salesforce/callback");
        await FillAsync(page, "consumer-key", "3MVG9wizard");
        await FillAsync(page, "consumer-secret", "a mistyped secret");
        await page.GetByTestId("step-Webex").ClickAsync();
        await Expect(page.GetByTestId("step-guard")).ToContainTextAsync("not saved");
        await page.GetByTestId("step-stay").ClickAsync();
        await page.GetByTestId("save-salesforce").ClickAsync();
        await Expect(page.GetByTestId("salesforce-outcome")).ToContainTextAsync("Saved");
        await SignInAsync(page, "sign-in-salesforce", "integration@nordlys.example");
        await Expect(page.GetByTestId("sign-in-salesforce-outcome")).ToContainTextAsync("The consumer secret does not fit the consumer key");
        await office.SeeAsync("connect-2-salesforce-refused");
        await FillAsync(page, "consumer-secret", Secret);
        await page.GetByTestId("save-salesforce").ClickAsync();
        await Expect(page.GetByTestId("salesforce-outcome")).ToContainTextAsync("Saved");
        await SignInAsync(page, "sign-in-salesforce", "integration@nordlys.example");
        await Expect(page.GetByTestId("state-salesforce")).ToHaveAttributeAsync("data-state", "Linked");
        await Expect(page.GetByTestId("sign-in-salesforce-outcome")).ToContainTextAsync("Tieline is connected");
        await office.SeeAsync("connect-2-salesforce");

        // The window is closed and opened again: it goes on where it stopped.
        await page.ReloadAsync();
        await Expect(Step(page)).ToHaveAttributeAsync("data-step", "Webex");

        // 3. Webex.
        await FillAsync(page, "webex-api", $"{world.Webex}/v1");
        await FillAsync(page, "webex-client-id", "Cwizard");
        await FillAsync(page, "webex-client-secret", "webex-wizard-secret");
        await page.GetByTestId("save-webex").ClickAsync();
        await Expect(page.GetByTestId("integration-outcome")).ToContainTextAsync("Agents can sign in");
        await office.SeeAsync("connect-3-webex");
        await NextAsync(page);

        // 4. Webhooks belong to a person: the first signs in beside the administrator, then a real delivery proves the way.
        await Expect(page.GetByTestId("nobody-yet")).ToBeVisibleAsync();
        await office.SeeAsync("connect-4-nobody");
        await FillAsync(page, "first-email", Ann);
        await SignInAsync(page, "sign-in-first", Ann);
        await Expect(page.GetByTestId("webhook")).ToContainTextAsync("Ann Berg");
        await FillAsync(page, "proof-number", Number);
        await page.GetByTestId("create-site").ClickAsync();
        await Expect(page.GetByTestId("webhooks-outcome")).ToContainTextAsync("Site was created successfully");
        await office.SeeAsync("connect-4-webhooks");
        await NextAsync(page);

        // 5. People, 6. the test call.
        await Expect(page.GetByTestId("counts")).ToContainTextAsync("1");
        await office.SeeAsync("connect-5-people");
        await NextAsync(page);
        await Expect(page.GetByTestId("all-done")).ToBeVisibleAsync();
        await FillAsync(page, "test-number", Number);
        await world.OwnPhoneAnswersAsync(afterSeconds: null); // It rings until the call is ended.
        await page.GetByTestId("test-call").ClickAsync();
        await Expect(page.Locator("[data-status=Dialing]")).ToBeVisibleAsync();
        await page.GetByTestId("test-end").ClickAsync();
        await Expect(page.Locator("[data-status=Ended]")).ToBeVisibleAsync();
        await office.SeeAsync("connect-6-done");
        Assert.Empty(office.Complaints);

        await AssertACallIsLoggedAsync(world);
    }

    [Fact]
    public async Task The_other_ways_and_states_are_shown_in_English_and_Danish()
    {
        await using var world = await World.StartEmptyAsync();
        await MakeKnownAsync(world);
        await new Tieline.Demo.DemoConnection(world.Options).MakeAsync(TextWriter.Null);
        await using var office = await browser.OpenAsync(1280, 800);
        var page = office.Page;
        await page.GotoAsync($"{world.Tieline}/admin/connection");
        await page.Locator("#key").FillAsync(world.AdminKey);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("step-Salesforce").ClickAsync();
        await page.GetByTestId("way-JwtBearer").CheckAsync();
        await page.GetByTestId("new-key").ClickAsync();
        await Expect(page.GetByTestId("certificate")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^-----BEGIN CERTIFICATE"));
        await office.SeeAsync("connect-ways-certificate");
        await page.GetByTestId("way-WebServer").CheckAsync();
        await page.GetByTestId("save-salesforce").ClickAsync();
        await page.GetByTestId("step-Webex").ClickAsync();
        await page.GetByTestId("webex-ServiceApp").ClickAsync();
        await office.SeeAsync("connect-ways-service-app");
        await page.GetByTestId("webex-PersonalToken").ClickAsync();
        var token = await world.PostAsync($"{world.Webex}/control/tokens", new { user = Ann });
        await FillAsync(page, "access-token", (string?)token["access_token"] ?? (string)token["token"]!);
        await page.GetByTestId("token-save").ClickAsync();
        await Expect(page.GetByTestId("token-state")).ToContainTextAsync("Ann Berg");
        await office.SeeAsync("connect-ways-personal-token");

        // The refresh token dies in Salesforce: the state says so, and one button mends it.
        await BreakAsync(world);
        await Expect(page.GetByTestId("state-salesforce")).ToHaveAttributeAsync("data-state", "NeedsAttention");
        await office.SeeAsync("connect-needs-attention");
        await SignInAsync(page, "relink-salesforce", "integration@nordlys.example");
        await Expect(page.GetByTestId("state-salesforce")).ToHaveAttributeAsync("data-state", "Linked");

        await using var danish = await browser.OpenAsync(1280, 800, locale: "da-DK");
        await danish.Page.GotoAsync($"{world.Tieline}/admin/connection");
        await danish.Page.Locator("#key").FillAsync(world.AdminKey);
        await danish.Page.Keyboard.PressAsync("Enter");
        await Expect(danish.Page.GetByTestId("step-Address")).ToContainTextAsync("Offentlig adresse");
        await danish.Page.GetByTestId("step-Webex").ClickAsync();
        await danish.SeeAsync("connect-danish");
    }

    private static ILocator Step(IPage page) => page.GetByTestId("step");

    private static Task NextAsync(IPage page) => page.GetByTestId("next").ClickAsync();

    private static async Task FillAsync(IPage page, string field, string value)
    {
        await page.GetByTestId(field).WriteAsync(value);
        await page.GetByTestId(field).BlurAsync();
    }

    /// <summary>Signs in in the window that a button opens, as whoever is named, whichever cloud's page it shows.</summary>
    private static async Task SignInAsync(IPage page, string button, string who)
    {
        var window = await page.RunAndWaitForPopupAsync(() => page.GetByTestId(button).ClickAsync());
        await window.Locator("select[name=username], select[name=email]").SelectOptionAsync(who);
        await window.Locator("button[name=decision][value=allow]").ClickAsync();
    }

    internal static async Task MakeKnownAsync(World world)
    {
        await world.PostAsync($"{world.Salesforce}/control/apps", new
        {
            consumerKey = "3MVG9wizard", consumerSecret = Secret, callbackUrls = new[] { $"{world.Tieline}/connect/salesforce/callback" },
            scopes = new[] { "api", "refresh_token", "id", "openid" }, pkceRequired = true,
        });
        await world.PostAsync($"{world.Webex}/control/integrations", new
        {
            name = "Tieline", clientId = "Cwizard", clientSecret = "webex-wizard-secret", redirectUris = new[] { $"{world.Tieline}/connect/webex/callback" },
            scopes = new[] { "spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms" },
        });
    }

    // Ann opens the softphone in Salesforce, takes a call, and the Task is there.
    private async Task AssertACallIsLoggedAsync(World world)
    {
        var tenants = world.Services.GetRequiredService<Tenants>();
        var tenant = (await tenants.AllAsync(CancellationToken.None))[0];
        var secrets = await tenants.SecretsAsync(tenant.Id, CancellationToken.None);
        await world.PostAsync($"{world.Salesforce}/control/signer", new { secret = secrets.LaunchSecret, tieline = world.Tieline });
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Ann);
        var call = await world.CallAsync("+12025550143", Ann);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
        await softphone.GetByTestId("open-task").WaitForAsync();
        await sight.SeePanelAsync("connect-7-logged");
    }

    private static async Task BreakAsync(World world)
    {
        await world.PostAsync($"{world.Salesforce}/control/apps", new
        {
            consumerKey = "3MVG9tieline-demo", consumerSecret = "salesforce-demo-secret", callbackUrls = new[] { $"{world.Tieline}/connect/salesforce/callback" },
            scopes = new[] { "api", "refresh_token", "id", "openid" }, pkceRequired = true, refreshTokenPolicy = "Zero",
        });
        await world.PostAsync($"{world.Salesforce}/control/session/expire", new { user = "integration@nordlys.example" });
        var clients = world.Services.GetRequiredService<CloudClients>();
        var tenant = (await world.Services.GetRequiredService<Tenants>().AllAsync(CancellationToken.None))[0];
        var salesforce = await clients.SalesforceAsIntegrationAsync(tenant.Id, CancellationToken.None);
        await Assert.ThrowsAsync<Tieline.Salesforce.SalesforceException>(() => salesforce.Identity.UserInfoAsync(CancellationToken.None));
    }
}
