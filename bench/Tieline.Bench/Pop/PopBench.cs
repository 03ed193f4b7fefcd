using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tieline.Bench.Circuits;
using Tieline.Bench.Org;

namespace Tieline.Bench.Pop;

/// <summary>
/// From the ringing's webhook to the agent's screen, at 50 calls a second: to the arrival of the pop at the other end of the panel's line, with and without
/// the time in which Salesforce was waited for, and, on some panels in chromium, to the document.
/// </summary>
internal static class PopBench
{
    private const int WantedPerSecond = 50;
    private const int Agents = 200;
    private const int OnScreen = 3;
    private const int Callers = 400;
    // The runtime compiles what is called often a second time, better, for most of a minute; meanwhile it takes half of a processor.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WarmUpOnScreen = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan MeasuredOnScreen = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LastOnes = TimeSpan.FromSeconds(3);

    /// <param name="perSecond">Another rate than that of the goal, to find out what the machine bears.</param>
    public static async Task RunAsync(int perSecond = WantedPerSecond)
    {
        var hostUrl = $"http://localhost:{Ports.Free()}";
        using var org = await ConnectedOrg.StartAsync(Agents, hostUrl);
        var callers = await People.MakeCallersAsync(org.Salesforce, Callers);
        var calls = new CallsPlayed(org.Webex, Agents, callers);
        var waits = new CloudWaits();
        org.Clouds.On("hook", line => calls.Posted(line[1], line[2], long.Parse(line[3], CultureInfo.InvariantCulture)));
        org.Server.On("heard", line => calls.Heard(line[1], long.Parse(line[2], CultureInfo.InvariantCulture)));
        org.Server.On("popped", line => calls.Sent(line[1], long.Parse(line[2], CultureInfo.InvariantCulture)));
        org.Server.On("out", waits.Heard);
        var panels = await OpenPanelsAsync(org, calls);
        await using var echo = new EchoRound();
        await echo.StartAsync();
        Console.WriteLine($"{Agents} agents signed in, their softphones open");
        await calls.PlayAsync(perSecond, WarmUp);
        TellOfLine(await MeasureAsync(org, calls, perSecond, echo, Measured), waits, echo);
        if (Screen.CanOpen)
        {
            await OnScreenAsync(org, hostUrl, calls, panels, perSecond, echo);
        }
    }

    /// <summary>Some agents' softphones are now real ones in chromium, which takes its share of the processors; the others stay as they are.</summary>
    private static async Task OnScreenAsync(
        ConnectedOrg org, string hostUrl, CallsPlayed calls, IReadOnlyList<OpenPanel> panels, int perSecond, EchoRound echo)
    {
        var agents = Enumerable.Range(0, OnScreen).Select(i => i * (Agents / OnScreen)).ToList();
        foreach (var agent in agents)
        {
            await panels[agent].DisposeAsync();
        }

        await using var hostPage = await HostPage.StartAsync(hostUrl, org);
        await using var screen = await Screen.OpenAsync(hostUrl, agents);
        Console.WriteLine($"{agents.Count} of the softphones are in chromium now");
        calls.Favoured = agents;
        await calls.PlayAsync(perSecond, WarmUpOnScreen);
        var measured = await MeasureAsync(org, calls, perSecond, echo, MeasuredOnScreen);
        Figures.Tell("ceiling: request to message on a bare SignalR line", echo.Times);
        new ScreenTimes([.. measured.Where(call => agents.Contains(call.Agent))]).Tell(await screen.InPanelsAsync(), await screen.AtHostAsync());
    }

    private static async Task<List<PlayedCall>> MeasureAsync(ConnectedOrg org, CallsPlayed calls, int perSecond, EchoRound echo, TimeSpan span)
    {
        var begin = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var spent = ProcessorTimes(org);
        var echoing = echo.RunAsync(stop.Token);
        var failed = calls.Failed;
        await calls.PlayAsync(perSecond, span);
        var end = Stopwatch.GetTimestamp();
        await Task.Delay(LastOnes);
        await stop.CancelAsync();
        await echoing;
        var share = ProcessorTimes(org).Zip(spent, (after, before) => (after - before) / Stopwatch.GetElapsedTime(begin)).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processors used: server {share[0]:F2}, simulators {share[1]:F2}, this bench {share[2]:F2} of {Environment.ProcessorCount}"));
        Console.WriteLine($"{calls.Failed - failed} calls could not be placed");
        return [.. calls.Settle().Where(call => call.HookAt >= begin && call.HookAt <= end)];
    }

    private static List<TimeSpan> ProcessorTimes(ConnectedOrg org) =>
        [org.Server.ProcessorTime, org.Clouds.ProcessorTime, Process.GetCurrentProcess().TotalProcessorTime];

    private static async Task<IReadOnlyList<OpenPanel>> OpenPanelsAsync(ConnectedOrg org, CallsPlayed calls)
    {
        var panels = new OpenPanel[org.Seats.Count];
        var places = org.Seats.Index().ToDictionary(one => one.Item, one => one.Index);
        foreach (var (seat, panel) in await PanelsOfAll.OpenAsync(org, org.Seats))
        {
            var agent = places[seat];
            panels[agent] = panel;
            panel.Drawn = (drawing, at) =>
            {
                if (calls.LatestOf(agent) is { RangAt: 0 } call && drawing.AsSpan().IndexOf(Encoding.UTF8.GetBytes(call.Caller.Shown)) >= 0)
                {
                    call.Rang(at);
                }
            };
            panel.AskedOfHost = (what, words, at) =>
            {
                if (what == "screenPop" && calls.LatestOf(agent) is { } call && RecordIn(words) == call.Caller.RecordId)
                {
                    call.Popped(at);
                }
            };
        }

        return panels;
    }

    private static string? RecordIn(JsonElement words) => words.TryGetProperty("recordId", out var record) ? record.GetString() : null;

    private static void TellOfLine(List<PlayedCall> calls, CloudWaits waits, EchoRound echo)
    {
        static double Milliseconds(long ticks) => (double)ticks / Stopwatch.Frequency * 1000;

        var popped = calls.Where(call => call.PoppedAt > 0).ToList();
        Console.WriteLine($"{calls.Count} calls rang, {popped.Count} popped, {calls.Count(call => call.RangAt > 0)} drawn; {popped.Count(call => call.SentAt == 0)} pops were not seen at the server's socket");
        var waited = waits.ByCall(popped);
        var known = popped.Where(call => call.SentAt > 0).Select(call => (Call: call, Waited: waited(call))).Where(one => one.Waited is not null).ToList();
        Figures.Tell("webhook read from the socket to the pop handed to the socket", popped.Where(call => call.SentAt > 0).Select(call => Milliseconds(call.SentAt - call.HeardAt)));
        Figures.Tell("  of it, waiting for Salesforce", known.Select(one => Milliseconds(one.Waited!.Value)));
        Figures.Tell("  without that", known.Select(one => Milliseconds(one.Call.SentAt - one.Call.HeardAt - one.Waited!.Value)));
        Figures.Tell("webhook posted to the ringing call at the line's other end", calls.Where(call => call.RangAt > 0).Select(call => Milliseconds(call.RangAt - call.HookAt)));
        Figures.Tell("webhook posted to the pop at the line's other end", popped.Select(call => Milliseconds(call.PoppedAt - call.HookAt)));
        Figures.Tell("  without the wait for Salesforce", known.Select(one => Milliseconds(one.Call.PoppedAt - one.Call.HookAt - one.Waited!.Value)));
        Figures.Tell("ceiling: request to message on a bare SignalR line", echo.Times);
    }
}
