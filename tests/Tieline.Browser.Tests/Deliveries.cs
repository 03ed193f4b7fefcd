using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>A log that the org refuses: the agent is told, and the admin sees it and tries again.</summary>
public sealed class Deliveries(World world, Chromium browser)
{
    private const string David = "david.kim@nordlys.example";
    private const string Sentence = "Name a budget before you log a call.";

    [Fact]
    public async Task A_refused_log_tells_the_agent_why_and_the_admin_retries_it()
    {
        await world.PostAsync($"{world.Salesforce}/control/rules", new { @object = "Task", operation = "any", message = Sentence });
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, David);
        var call = await world.CallAsync("+12025550143", David);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.IsInStateAsync("Connected");
        await world.PostAsync($"{world.Webex}/control/calls/{call}/far-end", new { action = "hangup" });
        await Expect(softphone.GetByTestId("fate")).ToContainTextAsync(Sentence);
        await sight.SeePanelAsync("softphone-log-refused");

        await using var office = await browser.OpenAsync();
        await office.Page.GotoAsync($"{world.Tieline}/admin/deliveries");
        await office.Page.Locator("#key").FillAsync("not the key");
        await office.Page.Keyboard.PressAsync("Enter");
        await Expect(office.Page.Locator("#unlock-problem")).ToContainTextAsync("not the admin key");
        await office.SeeAsync("05-admin-key");
        await office.Page.Locator("#key").FillAsync(world.AdminKey);
        await office.Page.Keyboard.PressAsync("Enter");
        await Expect(office.Page.GetByTestId("deliveries")).ToContainTextAsync(Sentence);
        await office.SeeAsync("06-admin-deliveries-failing");

        using var gone = await world.Http.DeleteAsync(new Uri($"{world.Salesforce}/control/rules"), TestContext.Current.CancellationToken);
        await office.Page.Locator("tr", new() { HasText = call }).GetByTestId("retry").ClickAsync();
        await softphone.GetByTestId("open-task").WaitForAsync();
        await office.Page.GetByTestId("standing-Settled").ClickAsync();
        await Expect(office.Page.GetByTestId("deliveries")).ToContainTextAsync(call);
        await office.SeeAsync("07-admin-deliveries-settled");
        await softphone.GetByTestId("done").ClickAsync();
    }
}
