using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;

namespace Tieline.Browser.Tests;

/// <summary>
/// The softphone in Open CTI's frame, with a stand-in for Salesforce's script, which the simulated org does not have: with the package Apex signs, without it
/// the user signs in himself.
/// </summary>
public sealed class OpenCti(World world, Chromium browser)
{
    private const string David = "david.kim@nordlys.example";

    /// <summary>As much of <c>sforce.opencti</c> as the panel uses; it keeps what it was asked in <c>window.asked</c>.</summary>
    private const string Script = """
        window.asked = [];
        window.sforce = { opencti: {
          SCREENPOP_TYPE: { SOBJECT: 'sobject', URL: 'url', NEW_RECORD_MODAL: 'newRecordModal' },
          enableClickToDial() {}, onClickToDial() {}, onNavigationChange() {}, notifyInitializationComplete() {}, refreshView() {},
          screenPop: asked => window.asked.push(asked), setSoftphonePanelVisibility() {}, setSoftphoneItemLabel() {},
          runApex({ apexClass, methodName, callback }) {
            const token = TOKEN;
            callback(token ? { success: true, returnValue: { runApex: token } } : { success: false, errors: [{ description: `Class ${apexClass} with method ${methodName} not found` }] });
          },
        } };
        """;

    [Fact]
    public async Task With_the_package_Apex_signs_and_the_callers_record_pops()
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        var softphone = await OpenAsync(sight.Page, await TokenAsync());
        await softphone.Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        await world.CallAsync("+12025550143", David, name: "LOPEZ M");
        await softphone.IsInStateAsync("Ringing");
        await sight.Page.UntilAsync(() => HasPoppedAsync(sight.Page));
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
    }

    [Fact]
    public async Task When_the_page_in_front_does_not_answer_the_other_one_pops_until_it_answers_again()
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        await (await OpenAsync(sight.Page, await TokenAsync())).Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        var asleep = await sight.Page.Context.NewPageAsync();
        var isAsleep = false;
        var held = new List<Action>();
        await asleep.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), line =>
        {
            var server = line.ConnectToServer();
            line.OnMessage(sent => Pass(sent, server));
            server.OnMessage(sent => Pass(sent, line));
        });
        var front = (await OpenAsync(asleep, await TokenAsync())).Locator("[data-testid=softphone][data-ready]");
        await front.ClickAsync();
        isAsleep = true; // As a computer that was shut: neither end is told.
        await world.CallAsync("+12025550143", David, name: "LOPEZ M");
        await sight.Page.UntilAsync(() => HasPoppedAsync(sight.Page));
        Assert.False(await HasPoppedAsync(asleep));
        lock (held)
        {
            isAsleep = false;
            held.ForEach(pass => pass());
        }

        await asleep.UntilAsync(() => HasPoppedAsync(asleep)); // Late.
        await asleep.UntilAsync(async () =>
        {
            // It is asked at intervals of ten seconds whether it answers again: until then calls pop on the other one.
            await world.EndAllCallsAsync();
            await world.LeaveAllLogsAsync();
            await ForgetPopsAsync(asleep);
            await ForgetPopsAsync(sight.Page);
            await world.CallAsync("+12025550143", David, name: "LOPEZ M");
            await asleep.UntilAsync(async () => await HasPoppedAsync(asleep) || await HasPoppedAsync(sight.Page));
            await world.EndAllCallsAsync();
            await world.LeaveAllLogsAsync(); // A pop that was asked of both at the same time has come by now.
            return await HasPoppedAsync(asleep) && !await HasPoppedAsync(sight.Page);
        });
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();

        void Pass(IWebSocketFrame sent, IWebSocketRoute to)
        {
            lock (held)
            {
                Action pass = sent.Binary is { } bytes ? () => to.Send(bytes) : () => to.Send(sent.Text!);
                (isAsleep ? held.Add : new Action<Action>(now => now()))(pass);
            }
        }
    }

    [Fact]
    public async Task Without_the_package_its_user_signs_in_with_Salesforce()
    {
        await world.EndAllCallsAsync();
        await world.LeaveAllLogsAsync();
        await using var sight = await browser.OpenAsync(bypassContentPolicy: true);
        var softphone = await OpenAsync(sight.Page, null);
        var popup = await sight.Page.RunAndWaitForPopupAsync(() => softphone.GetByTestId("launch-sign-in").ClickAsync());
        await ZeroPackage.SignInAsync(popup, David);
        await softphone.Locator("[data-testid=softphone][data-ready]").WaitForAsync();
        await sight.PhotographAsync("opencti-softphone");
    }

    private static async Task<bool> HasPoppedAsync(IPage page) =>
        await (await page.FrameAsync("/panels/softphone")).EvaluateAsync<bool>("() => window.asked.some(one => one.type === 'sobject' && one.params.recordId.startsWith('003'))");

    private static async Task ForgetPopsAsync(IPage page) => await (await page.FrameAsync("/panels/softphone")).EvaluateAsync("() => { window.asked.length = 0; }");

    private async Task<IFrameLocator> OpenAsync(IPage page, string? token)
    {
        var script = Script.Replace("TOKEN", JsonSerializer.Serialize(token), StringComparison.Ordinal);
        await page.RouteAsync("**/support/api/66.0/lightning/opencti_min.js", route => route.FulfillAsync(new() { Body = script, ContentType = "text/javascript" }));
        await page.GotoAsync($"{world.Salesforce}/lightning/login");
        await page.EvaluateAsync(
            "address => { document.body.innerHTML = `<main><h1>Open CTI</h1><iframe title='Softphone' width='420' height='460'></iframe></main>`; document.querySelector('iframe').src = address; }",
            $"{world.Tieline}/panels/softphone?org={await world.OrgAsync()}&sfdcIframeOrigin={Uri.EscapeDataString(world.Salesforce)}&mode=Lightning");
        return page.FrameLocator("iframe[title=Softphone]");
    }

    /// <summary>As the org signs for David.</summary>
    private async Task<string> TokenAsync()
    {
        using var shell = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(world.Salesforce) };
        using var signedIn = await shell.PostAsync("/lightning/login", new FormUrlEncodedContent([new("username", David)]), TestContext.Current.CancellationToken);
        using var answer = await shell.PostAsync("/lightning/launch-token", null, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString()!;
    }
}
