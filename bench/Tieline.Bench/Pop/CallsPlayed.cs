using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Tieline.Bench.Org;

namespace Tieline.Bench.Pop;

/// <summary>One call of the load.</summary>
internal sealed class PlayedCall(int agent, Caller caller)
{
    private long _rangAt;
    private long _poppedAt;

    public int Agent => agent;

    public Caller Caller => caller;

    /// <summary>When the webhook that tells of the ringing was sent; this and the others in Stopwatch ticks, 0 until it happens.</summary>
    public long HookAt { get; set; }

    /// <summary>When the ringing call was drawn in the panel.</summary>
    public long RangAt => Volatile.Read(ref _rangAt);

    /// <summary>When the panel asked its host to show the caller's record.</summary>
    public long PoppedAt => Volatile.Read(ref _poppedAt);

    public void Rang(long at) => Interlocked.CompareExchange(ref _rangAt, at, 0);

    public void Popped(long at) => Interlocked.CompareExchange(ref _poppedAt, at, 0);
}

/// <summary>
/// Plays calls through the Webex simulator at a steady rate: each rings one agent for a second, is answered, talks for a second and ends, so that each
/// brings three webhooks and a Task. Agents take turns, and no agent hears the same caller twice within the minute in which a match is kept.
/// </summary>
internal sealed class CallsPlayed(string webex, int agents, IReadOnlyList<Caller> callers)
{
    private readonly ConcurrentDictionary<string, PlayedCall> _bySession = new();
    private readonly ConcurrentDictionary<(string CallSessionId, string Event), long> _early = new();
    private readonly PlayedCall?[] _latest = new PlayedCall?[agents];
    private int _next;
    private int _failed;

    public IEnumerable<PlayedCall> All => _bySession.Values;

    public int Failed => _failed;

    /// <summary>The call that this agent has now, or had last.</summary>
    public PlayedCall? LatestOf(int agent) => Volatile.Read(ref _latest[agent]);

    /// <summary>The clouds posted a webhook, perhaps before we know the call.</summary>
    public void Heard(string callSessionId, string happening, long sent)
    {
        if (happening != "received")
        {
            return;
        }

        _early[(callSessionId, happening)] = sent;
        if (_bySession.TryGetValue(callSessionId, out var call))
        {
            call.HookAt = sent;
        }
    }

    public async Task PlayAsync(int perSecond, TimeSpan span)
    {
        using var http = Http.Client(webex);
        var begin = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (var i = 0; i < (int)(perSecond * span.TotalSeconds); i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond) - Stopwatch.GetElapsedTime(begin);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            running.Add(StartAsync(http, _next++));
        }

        await Task.WhenAll(running);
    }

    private async Task StartAsync(HttpClient http, int index)
    {
        var call = new PlayedCall(index % agents, callers[(index + (index / agents)) % callers.Count]);
        Volatile.Write(ref _latest[call.Agent], call);
        try
        {
            var answer = await http.PostAsync("/control/calls", new JsonObject
            {
                ["from"] = call.Caller.Number, ["to"] = People.AgentNamed(call.Agent), ["scenario"] = "answered", ["ringSeconds"] = 1, ["talkSeconds"] = 1,
            });
            var session = (string)answer["callSessionId"]!;
            _bySession[session] = call;
            if (_early.TryGetValue((session, "received"), out var sent))
            {
                call.HookAt = sent;
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            Interlocked.Increment(ref _failed);
        }
    }
}
