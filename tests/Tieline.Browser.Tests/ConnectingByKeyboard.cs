using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The whole wizard without a mouse: Tab, typing and Enter.</summary>
public sealed class ConnectingByKeyboard(Chromium browser)
{
    private const string Ann = "ann.berg@nordlys.example";
    private const string Number = "+1 202 555 0143";

    // The control with the focus, by its test id or its id, and whether the eye can see that it has it.
    private const string Focused =
        """
        () => {
          const at = document.activeElement;
          const style = getComputedStyle(at);
          const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
          return (at.dataset.testid ?? at.id) + (seen ? '' : ' (invisible)');
        }
        """;

    [Fact]
    public async Task Both_orgs_are_connected_with_Tab_and_Enter_alone()
    {
        await using var world = await World.StartEmptyAsync();
        await Connecting.MakeKnownAsync(world);
        await using var office = await browser.OpenAsync(1280, 800);
        var page = office.Page;
        await page.GotoAsync($"{world.Tieline}/admin");
        await TypeAsync(page, "key", world.AdminKey);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByTestId("step")).ToHaveAttributeAsync("data-step", "Salesforce");
        await TypeAsync(page, "my-domain", world.Salesforce);
        await TypeAsync(page, "org-name", "Nordlys Industries");
        await PressAsync(page, "save-domain");
        await Expect(page.GetByTestId("salesforce-callback")).ToBeVisibleAsync();
        await TypeAsync(page, "consumer-key", "3MVG9wizard");
        await TypeAsync(page, "consumer-secret", Connecting.Secret);
        await PressAsync(page, "save-salesforce");
        await Expect(page.GetByTestId("salesforce-outcome")).ToContainTextAsync("Saved");
        await SignInAsync(page, "sign-in-salesforce", "integration@nordlys.example");
        await Expect(page.GetByTestId("state-salesforce")).ToHaveAttributeAsync("data-state", "Linked");
        await NextAsync(page, "Webex");

        await TypeAsync(page, "webex-client-id", "Cwizard");
        await TypeAsync(page, "webex-client-secret", "webex-wizard-secret");
        await TypeAsync(page, "webex-api", $"{world.Webex}/v1");
        await PressAsync(page, "save-webex");
        await Expect(page.GetByTestId("integration-outcome")).ToContainTextAsync("Agents can sign in");
        await office.SeeAsync("connect-keyboard");
        await NextAsync(page, "Webhooks");

        await TypeAsync(page, "first-email", Ann);
        await SignInAsync(page, "sign-in-first", Ann);
        await Expect(page.GetByTestId("webhook")).ToContainTextAsync("Ann Berg");
        await TypeAsync(page, "proof-number", Number);
        await PressAsync(page, "create-site");
        await Expect(page.GetByTestId("webhooks-outcome")).ToContainTextAsync("Site was created successfully");
        await NextAsync(page, "People");
        await NextAsync(page, "Done");

        await Expect(page.GetByTestId("all-done")).ToBeVisibleAsync();
        await TypeAsync(page, "test-number", Number);
        await world.OwnPhoneAnswersAsync(afterSeconds: null); // It rings until the call is ended.
        await PressAsync(page, "test-call");
        await Expect(page.Locator("[data-status=Dialing]")).ToBeVisibleAsync();
        await PressAsync(page, "test-end");
        await Expect(page.Locator("[data-status=Ended]")).ToBeVisibleAsync();
        Assert.Empty(office.Complaints);
    }

    private static async Task NextAsync(IPage page, string step)
    {
        await PressAsync(page, "next");
        await Expect(page.GetByTestId("step")).ToHaveAttributeAsync("data-step", step);
        await Expect(page.Locator("#step-title")).ToBeFocusedAsync();
    }

    private static async Task PressAsync(IPage page, string wanted)
    {
        await TabAsync(page, wanted);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await TabAsync(page, field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>The window is the cloud's own page: only that a key opens it is ours.</summary>
    private static async Task SignInAsync(IPage page, string button, string who)
    {
        await TabAsync(page, button);
        await Expect(page.GetByTestId(button)).ToHaveAttributeAsync("data-window", "tieline-connect"); // The field that was just left has been taken, so the button is on.
        var window = await page.RunAndWaitForPopupAsync(() => page.Keyboard.PressAsync("Enter"));
        await window.Locator("select[name=username], select[name=email]").SelectOptionAsync(who);
        await window.Locator("button[name=decision][value=allow]").PressAsync("Enter");
    }

    private static async Task TabAsync(IPage page, string wanted)
    {
        var way = new List<string>();
        for (var presses = 0; presses < 150; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            way.Add(await page.EvaluateAsync<string>(Focused));
            if (way[^1] == wanted)
            {
                return;
            }
        }

        Assert.Fail($"No Tab led to {wanted}, seen, but to {string.Join(", ", way)}.");
    }
}
