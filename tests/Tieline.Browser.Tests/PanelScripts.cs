using System.Threading.Channels;
using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>What only a browser shows of a panel's own scripts: its line, its session, its keypad.</summary>
public sealed class PanelScripts(World world, Chromium browser)
{
    private const string Bo = "bo.lind@nordlys.example";

    [Fact]
    public async Task A_record_panel_that_nobody_sees_gives_its_line_up_once_and_comes_back_when_seen()
    {
        await using var sight = await browser.OpenAsync();
        await sight.Page.Clock.InstallAsync();
        await sight.OpenSoftphoneAsync(world, Bo);
        var lines = new List<IWebSocket>();
        sight.Page.WebSocket += (_, line) => lines.Add(line);
        await sight.EmbedAsync("/panels/make-a-call", "make-a-call", 480, 560);
        var panel = sight.Page.FrameLocator("iframe[src*='/panels/make-a-call']");
        await panel.Locator("body[data-state=ready]").WaitForAsync();
        var frame = await sight.Page.FrameAsync("/panels/make-a-call");
        await frame.EvaluateAsync("() => { window.isTheSame = true; }");

        await sight.TellVisibilityAsync("make-a-call", visible: false);
        var isClosed = false;
        lines[0].Close += (_, _) => isClosed = true;
        await sight.Page.Clock.FastForwardAsync(31_000);
        await sight.Page.UntilAsync(() => Task.FromResult(isClosed));
        await sight.Page.Clock.FastForwardAsync(2_000);
        Assert.True((await sight.Page.APIRequest.GetAsync($"{world.Tieline}/health/ready")).Ok);
        Assert.True(await frame.EvaluateAsync<bool>("() => window.isTheSame === true && document.body.dataset.state === 'ready'"));
        Assert.Single(lines);

        await sight.TellVisibilityAsync("make-a-call", visible: true);
        await Expect(panel.Locator("body[data-state=ready]")).ToBeVisibleAsync();
        await sight.Page.UntilAsync(() => Task.FromResult(lines.Count == 2));
    }

    [Fact]
    public async Task Names_typed_over_a_slow_line_keep_every_letter()
    {
        await using var sight = await browser.OpenAsync();
        await sight.Page.RouteWebSocketAsync("**/_blazor**", line => Slow(line, TimeSpan.FromMilliseconds(250)));
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        var field = softphone.Locator("#dial");
        await field.WriteAsync("m");
        await field.PressSequentiallyAsync("aria lopez of acme", new() { Delay = 40 });
        await Expect(field).ToHaveValueAsync("maria lopez of acme");
        await softphone.GetByTestId("no-results").WaitForAsync();
        await Expect(field).ToHaveValueAsync("maria lopez of acme");
    }

    [Fact]
    public async Task Zero_held_down_is_plus()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        await softphone.Locator("[data-key='0']").HoverAsync();
        await sight.Page.Mouse.DownAsync();
        await Expect(softphone.Locator("#dial")).ToHaveValueAsync("+");
        await sight.Page.Mouse.UpAsync();
        await softphone.Locator("[data-key='4']").ClickAsync();
        await Expect(softphone.Locator("#dial")).ToHaveValueAsync("+4");
        // A click lasts for as long as the machine takes; half a second of it is held down.
        await sight.Page.UntilAsync(async () =>
        {
            await softphone.Locator("#dial").WriteAsync("+4");
            await softphone.Locator("[data-key='0']").ClickAsync();
            await Expect(softphone.Locator("#dial")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^\+4[0+]$"));
            return await softphone.Locator("#dial").InputValueAsync() == "+40";
        });
    }

    [Fact]
    public async Task A_session_that_is_not_taken_any_more_is_renewed_and_the_notes_are_saved()
    {
        await using var sight = await browser.OpenAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        await world.CallAsync("+12025550143", Bo);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.Locator("tieline-notes textarea").WaitForAsync();
        await sight.Page.Panel("softphone").EvaluateAsync("async () => { (await import('/panels/session.js')).session.token = 'over'; }");
        await softphone.Locator("tieline-notes textarea").WriteAsync("Typed with an old session.");
        await softphone.Locator("tieline-notes[data-mark=saved]").WaitForAsync();
        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("done").ClickAsync();
    }

    [Fact]
    public async Task A_circuit_that_failed_is_replaced_and_what_was_typed_is_there()
    {
        await using var sight = await browser.OpenAsync();
        await sight.Page.Clock.InstallAsync();
        var softphone = await sight.OpenSoftphoneAsync(world, Bo);
        await world.CallAsync("+12025550143", Bo);
        await softphone.GetByTestId("answer").ClickAsync();
        await softphone.Locator("tieline-notes textarea").WriteAsync("Half a sen");
        await sight.Page.Clock.FastForwardAsync(6_000);
        var frame = sight.Page.Panel("softphone");
        var wentAnew = new TaskCompletionSource();
        sight.Page.FrameNavigated += (_, which) => _ = which == frame && wentAnew.TrySetResult();
        await frame.EvaluateAsync("() => { document.getElementById('blazor-error-ui').style.display = 'block'; }"); // As Blazor does.
        await wentAnew.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience.Milliseconds), TestContext.Current.CancellationToken);
        await softphone.Locator("body[data-state=ready] tieline-notes textarea").WaitForAsync();
        await Expect(softphone.Locator("tieline-notes textarea")).ToHaveValueAsync("Half a sen");
        await softphone.GetByTestId("end").ClickAsync();
        await softphone.GetByTestId("done").ClickAsync();
    }

    [Fact]
    public async Task A_host_whose_script_does_not_load_is_told_instead_of_waited_for()
    {
        await using var sight = await browser.OpenAsync();
        await sight.OpenSoftphoneAsync(world, Bo);
        var address = sight.Page.Panel("softphone").Url + "&sfdcIframeOrigin=" + Uri.EscapeDataString(world.Salesforce);
        await sight.Page.GotoAsync(address);
        await sight.Page.Locator("body[data-state=refused]").WaitForAsync();
        await Expect(sight.Page.Locator("#status")).ToContainTextAsync("Open CTI");
    }

    [Theory]
    [InlineData("Wants a quote", "Wants a quote for 40", "Wants a quote", "Wants a quote for 40")]
    [InlineData("Wants a quote", "Wants a quote", "She wants a quote", "She wants a quote")]
    [InlineData("wants a quote", "wants a quote for 40", "She wants a quote", "She wants a quote for 40")]
    [InlineData("Call", "Call Monday", "Call Tuesday", "Call Monday\nTuesday")]
    [InlineData("", "One", "Two", "One\nTwo")]
    [InlineData("abc", "abc", "", "")]
    public async Task Notes_of_two_windows_are_joined(string before, string theirs, string mine, string joined)
    {
        await using var sight = await browser.OpenAsync();
        await sight.Page.GotoAsync($"{world.Tieline}/panels/merge.js");
        Assert.Equal(joined, await sight.Page.EvaluateAsync<string>("async texts => (await import('/panels/merge.js')).merge(...texts)", new[] { before, theirs, mine }));
    }

    private static void Slow(IWebSocketRoute line, TimeSpan delay)
    {
        var server = line.ConnectToServer();
        line.OnMessage(Delayed(delay, frame => Send(server, frame)));
        server.OnMessage(Delayed(delay, frame => Send(line, frame)));
    }

    // In order, each as late as the line is slow.
    private static Action<IWebSocketFrame> Delayed(TimeSpan delay, Action<IWebSocketFrame> send)
    {
        var frames = Channel.CreateUnbounded<(IWebSocketFrame Frame, Task Due)>();
        _ = Task.Run(async () =>
        {
            await foreach (var (frame, due) in frames.Reader.ReadAllAsync())
            {
                await due;
                send(frame);
            }
        });
        return frame => frames.Writer.TryWrite((frame, Task.Delay(delay)));
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(frame.Text!);
        }
    }
}
