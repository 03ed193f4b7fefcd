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

    /// <summary>When the server read that webhook from its socket.</summary>
    public long HeardAt { get; set; }

    /// <summary>When the server handed the pop to the sender of the agent's socket.</summary>
    public long SentAt { get; set; }

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
    private readonly ConcurrentDictionary<string, long> _posted = new();
    private readonly ConcurrentDictionary<string, long> _heard = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<long>> _sent = new();
    private readonly PlayedCall?[] _latest = new PlayedCall?[agents];
    // With three agents at 50 calls a second each is called every two and a half seconds, soon after his last call has ended.
    private const int FavouredEvery = 42;
    private int _next;
    private int _failed;

    public int Failed => _failed;

    /// <summary>Agents who get more than their turn: every so many calls goes to the next of them.</summary>
    public IReadOnlyList<int> Favoured { get; set; } = [];

    /// <summary>The call that this agent has now, or had last.</summary>
    public PlayedCall? LatestOf(int agent) => Volatile.Read(ref _latest[agent]);

    /// <summary>The clouds posted a webhook, perhaps before we know the call; the ringing's is kept.</summary>
    public void Posted(string callSessionId, string happening, long at)
    {
        if (happening == "received")
        {
            _posted.TryAdd(callSessionId, at);
        }
    }

    /// <summary>The server read the ringing's webhook from its socket.</summary>
    public void Heard(string callSessionId, long at) => _heard.TryAdd(callSessionId, at);

    /// <summary>The server handed a pop of this record to a socket.</summary>
    public void Sent(string recordId, long at) => _sent.GetOrAdd(recordId, _ => new()).Enqueue(at);

    /// <summary>The calls so far, each with what was told of it.</summary>
    public IReadOnlyList<PlayedCall> Settle()
    {
        foreach (var (session, call) in _bySession)
        {
            call.HookAt = _posted.GetValueOrDefault(session);
            call.HeardAt = _heard.GetValueOrDefault(session);
            // The same caller calls again after eight seconds at the earliest.
            call.SentAt = _sent.GetValueOrDefault(call.Caller.RecordId)?.Where(at => at >= call.HeardAt && at < call.HeardAt + (4 * Stopwatch.Frequency)).DefaultIfEmpty().Min() ?? 0;
        }

        return [.. _bySession.Values];
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
        var agent = Favoured.Count > 0 && index % FavouredEvery == 0 ? Favoured[index / FavouredEvery % Favoured.Count] : index % agents;
        if (agent == index % agents && index % FavouredEvery != 0 && Favoured.Contains(agent))
        {
            return; // His turn among all would fall into a call that he has.
        }

        var call = new PlayedCall(agent, callers[(index + (index / agents)) % callers.Count]);
        Volatile.Write(ref _latest[call.Agent], call);
        try
        {
            var answer = await http.PostAsync("/control/calls", new JsonObject
            {
                ["from"] = call.Caller.Number, ["to"] = People.AgentNamed(call.Agent), ["scenario"] = "answered", ["ringSeconds"] = 1, ["talkSeconds"] = 1,
            });
            _bySession[(string)answer["callSessionId"]!] = call;
        }
        catch (Exception problem) when (problem is HttpRequestException or InvalidOperationException or TaskCanceledException)
        {
            Interlocked.Increment(ref _failed);
        }
    }
}
