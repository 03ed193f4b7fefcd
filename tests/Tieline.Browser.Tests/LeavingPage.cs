using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The page Leaving as an operator uses it: what is in use, data of one person, the way out and back again.</summary>
public sealed class LeavingPage(World world, Chromium browser)
{
    private const string David = "david.kim@nordlys.example";
    private const string Sentence = "No log before the budget is named.";

    [Fact]
    public async Task An_operator_sees_what_is_in_use_looks_somebody_up_and_may_call_a_leaving_off()
    {
        await world.PostAsync($"{world.Salesforce}/control/rules", new { @object = "Task", operation = "any", message = Sentence });
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, David);
        var call = await world.CallAsync("+12025550143", David);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
        await Expect(softphone.GetByTestId("fate")).ToContainTextAsync(Sentence);

        await using var office = await browser.OpenAsync(1280, 800);
        await office.Page.GotoAsync($"{world.Tieline}/admin/leaving");
        await office.Page.Locator("#key").FillAsync(world.AdminKey);
        await office.Page.Keyboard.PressAsync("Enter");
        await Expect(office.Page.Locator("[data-thing=Webhook]")).ToBeVisibleAsync();
        await Expect(office.Page.Locator("[data-thing=Delivery]")).ToBeVisibleAsync();
        await office.SeeAsync("admin-leaving");

        // Somebody who called is found; nothing is erased without the word.
        await office.Page.GetByTestId("person-who").FillAsync("(202) 555-0143");
        await office.Page.Keyboard.PressAsync("Enter");
        await Expect(office.Page.Locator("[data-table=call_legs]")).ToBeVisibleAsync();
        await Expect(office.Page.GetByTestId("person-erase")).ToHaveAttributeAsync("aria-disabled", "true");
        await office.Page.GetByTestId("person").ScrollIntoViewIfNeededAsync();
        await office.SeeAsync("admin-leaving-person");
        var handed = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.GetByTestId("person-export").ClickAsync());
        Assert.Contains("Maria Lopez", await File.ReadAllTextAsync(await handed.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var saved = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.GetByTestId("export").ClickAsync());
        Assert.Contains("call_sessions", await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // Mail is not set up, which is said.
        await office.Page.GetByTestId("test-to").FillAsync("it@nordlys.example");
        await office.Page.GetByTestId("test-mail").ClickAsync();
        await Expect(office.Page.GetByTestId("mail-told")).ToContainTextAsync("TIELINE_SMTP_HOST");
        await office.SeeAsync("admin-leaving-mail");

        // It begins with the name typed, waits for the log that the org refuses, and is called off: the others' stories need this tenant.
        await Expect(office.Page.GetByTestId("begin")).ToHaveAttributeAsync("aria-disabled", "true");
        var label = await office.Page.Locator("label[for=leave-name]").TextContentAsync();
        await office.Page.GetByTestId("leave-name").FillAsync(label!.Split(": ")[1]);
        await world.PostAsync($"{world.Salesforce}/control/faults", new { match = new { method = "GET", path = "^/services/data/v[0-9.]+/query" }, fault = new { kind = "serverUnavailable" } });
        await office.Page.GetByTestId("begin").ClickAsync();

        // Salesforce is away: the list waits, and the administrator may go on without it. He may be Danish.
        await Expect(office.Page.Locator("[data-step=List]")).ToHaveAttributeAsync("data-standing", "waits");
        await Expect(office.Page.GetByTestId("skip")).ToBeVisibleAsync();
        await office.Page.GetByTestId("leave").ScrollIntoViewIfNeededAsync();
        await office.SeeAsync("admin-leaving-skip");
        await using var danish = await browser.OpenAsync(1280, 800, locale: "da-DK");
        await danish.Page.GotoAsync($"{world.Tieline}/admin/leaving");
        await danish.Page.Locator("#key").FillAsync(world.AdminKey);
        await danish.Page.Keyboard.PressAsync("Enter");
        await Expect(danish.Page.GetByTestId("skip")).ToHaveTextAsync("Fortsæt uden dette trin");
        await danish.Page.GetByTestId("leave").ScrollIntoViewIfNeededAsync();
        await danish.SeeAsync("admin-leaving-skip-danish");
        using var back = await world.Http.DeleteAsync(new Uri($"{world.Salesforce}/control/faults"), TestContext.Current.CancellationToken);
        await Expect(office.Page.Locator("[data-step=Deliveries]")).ToHaveAttributeAsync("data-standing", "waits");
        await office.Page.GetByTestId("drop-word").FillAsync("drop 0");
        await office.Page.GetByTestId("drop").ClickAsync();
        await Expect(office.Page.GetByTestId("leave-problem")).ToBeVisibleAsync();
        await office.Page.GetByTestId("leave").ScrollIntoViewIfNeededAsync();
        await office.SeeAsync("admin-leaving-waits");
        await office.Page.GetByTestId("call-off").ClickAsync();
        await Expect(office.Page.GetByTestId("leave-name")).ToBeVisibleAsync();
        Assert.DoesNotContain(office.Complaints, complaint => !complaint.Contains("401", StringComparison.Ordinal));

        using var gone = await world.Http.DeleteAsync(new Uri($"{world.Salesforce}/control/rules"), TestContext.Current.CancellationToken);
        await office.Page.GotoAsync($"{world.Tieline}/admin/deliveries");
        await office.Page.Locator("tr", new() { HasText = call }).GetByTestId("retry").ClickAsync();
        await softphone.GetByTestId("open-task").WaitForAsync();
        await softphone.GetByTestId("done").ClickAsync();
    }
}
