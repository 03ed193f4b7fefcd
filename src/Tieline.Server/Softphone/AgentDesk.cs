using System.Security.Claims;
using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.ScreenPop;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

/// <summary>
/// An agent's calls as one open softphone sees them: read at the start, brought up to date by the agent's news. One per circuit.
/// A change of a running call is shown as its news tells it; all else, and now and then that too, makes the desk read again, so that lost news leaves nothing stale for long.
/// </summary>
public sealed partial class AgentDesk(
    Agents agents, AgentConnections connections, AgentFeed feed, CallBoard board, CallLogs logs, CallerLookup lookup, PanelHost host,
    Clock clock, ILogger<AgentDesk> log) : IDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _change = new();
    private AgentPage? _page;
    private bool _isGone;
    private bool _isAsking;
    private Guid _tenantId;
    private Guid _agentId;
    private DateTimeOffset _readAt;

    /// <summary>Raised after each change of <see cref="State"/>, on any thread.</summary>
    public event Func<Task>? Changed;

    public DeskState State { get; private set; } = new((Agent?)null);

    /// <summary>Joins the feed first and reads then, so that nothing falls between. Opened again (by a softphone that starts anew) it only reads.</summary>
    public async Task OpenAsync(ClaimsPrincipal user)
    {
        if (_page is null)
        {
            (_tenantId, _agentId) = user.Agent();
            _page = await feed.SubscribeAsync(_tenantId, _agentId, HearAsync);
            host.VisibilityChanged += LookedAtAsync;
            host.LineBack += CatchUpAsync;
            if (_isGone)
            {
                _page.Dispose();
                return;
            }
        }

        await RefreshAsync();
    }

    /// <summary>Reads agent, sign-in and calls again.</summary>
    public async Task RefreshAsync()
    {
        await InTurnAsync(ReadAsync);
        await TellAsync();
    }

    /// <summary>The agent is done with the log of this call, on all of his pages.</summary>
    public async Task LeaveAsync(CallView call)
    {
        await logs.LeaveAsync(call);
        await ForgetWaitingAsync(call.CallSessionId);
        await feed.PublishAsync(_tenantId, _agentId, new CallLogLeft(call.CallSessionId));
    }

    public void Dispose()
    {
        _isGone = true;
        host.VisibilityChanged -= LookedAtAsync;
        host.LineBack -= CatchUpAsync;
        _page?.Dispose();
        _turn.Dispose();
    }

    private async Task ReadAsync()
    {
        var agent = await agents.FindAsync(_tenantId, _agentId, CancellationToken.None);
        Change(state => state with { Agent = agent });
        if (agent is null)
        {
            return;
        }

        var webex = await connections.WebexAsync(_tenantId, _agentId, CancellationToken.None);
        var salesforce = await connections.SalesforceAsync(_tenantId, _agentId, CancellationToken.None);
        Change(state => state with { IsSignedIn = webex.State == ConnectionState.Linked, ReadsSalesforce = salesforce.State == ConnectionState.Linked });
        if (agent.PersonId is not null)
        {
            await ReadCallsAsync(agent);
        }
    }

    private async Task ReadCallsAsync(Agent agent)
    {
        var active = await board.ActiveAsync(_tenantId, agent.PersonId!);
        var waiting = await logs.WaitingAsync(_tenantId, agent.PersonId!);
        _readAt = clock.UtcNow;
        Show(agent, state => state.With(active, waiting));
    }

    // Puts calls on the desk and looks up who is new at their other end.
    private void Show(Agent agent, Func<DeskState, DeskState> change)
    {
        Change(change);
        var after = State;
        foreach (var call in after.Calls.Concat(after.Waiting).Where(call => after.MatchOf(call) is null))
        {
            _ = MatchAsync(agent, call);
        }
    }

    // Runs beside the calls: a slow Salesforce must not delay the ringing.
    private async Task MatchAsync(Agent agent, CallView call)
    {
        try
        {
            var remote = call.Remote;
            var match = await lookup.MatchAsync(call, agent, CancellationToken.None);
            Change(state => state.IsWith(call, remote) ? state.With(call.CallSessionId, match) : state);
            await TellAsync();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.NotMatched(log, error, call.CallSessionId);
        }
    }

    // Matches arrive on their own threads, beside the news.
    private void Change(Func<DeskState, DeskState> change)
    {
        lock (_change)
        {
            State = change(State);
        }
    }

    private Task HearAsync(AgentNews news) => news switch
    {
        ScreenPopAsked pop => ShowPopAsync(pop),
        CallChanged changed => ShowChangeAsync(changed.Call),
        CallLogLeft left => ForgetWaitingAsync(left.CallSessionId),
        CallLogChanged => ReadAgainAsync(), // The log below the call listens for itself.
        _ => RefreshAsync(),
    };

    private Task ShowPopAsync(ScreenPopAsked pop)
    {
        Change(state => state.With(pop.CallSessionId, pop.Match));
        _ = PopAsync(pop);
        return TellAsync();
    }

    // News may overtake each other. So a call that begins is shown at once, but what is stored has the last word on one that comes or ends.
    private async Task ShowChangeAsync(CallView call)
    {
        var isKnown = State.Calls.Any(call.IsSameAs);
        if (State.Agent is { } agent && agent.PersonId == call.PersonId && !call.IsOver)
        {
            await InTurnAsync(() => Show(agent, state => state.With(call, clock.UtcNow)));
            await TellAsync();
        }

        await (isKnown && !call.IsOver ? ReadAgainAsync() : RefreshAsync());
    }

    private Task ReadAgainAsync() => clock.UtcNow - _readAt < ReadAgainAfter ? Task.CompletedTask : RefreshAsync();

    private async Task ForgetWaitingAsync(string callSessionId)
    {
        await InTurnAsync(() => Change(state => state with { Waiting = [.. state.Waiting.Where(waiting => waiting.CallSessionId != callSessionId)] }));
        await TellAsync();
    }

    private Task InTurnAsync(Action change) => InTurnAsync(() =>
    {
        change();
        return Task.CompletedTask;
    });

    // One reading or change after the other: a change in the midst of a reading would be undone by it.
    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    // Sent at once and not waited for: a browser that does not answer must not keep the ringing from the page. The pop it did not take is handed on
    // to the agent's next page, by each page once; where there is no other, it comes back to this one.
    private async Task PopAsync(ScreenPopAsked pop)
    {
        try
        {
            var taken = await Task.WhenAll(
                host.OpenPanelAsync(),
                pop.Open is { } target ? host.ScreenPopAsync(new HostPop(target.RecordId, target.ObjectName, null)) : Task.FromResult(true));
            if (taken.Contains(false) && _page is { } page)
            {
                await page.MarkReachableAsync(false);
                await feed.PublishToFocusedAsync(_tenantId, _agentId, $"handed-on:{page.Id}:{pop.CallSessionId}", pop);
                await WaitForAnswerAsync(page);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.NotPopped(log, error, pop.CallSessionId);
        }
    }

    // A page that was slow for a moment tells nobody that it answers again, and the next pop is its own.
    private async Task WaitForAnswerAsync(AgentPage page)
    {
        if (Interlocked.Exchange(ref _isAsking, true))
        {
            return;
        }

        try
        {
            while (!_isGone && await host.SessionAsync() is null)
            {
                await clock.DelayAsync(AskAgainAfter, CancellationToken.None);
            }
        }
        finally
        {
            _isAsking = false;
        }

        await (_isGone ? Task.CompletedTask : page.MarkReachableAsync(true));
    }

    private Task LookedAtAsync(HostVisibility seen) => seen.Focused && _page is not null ? _page.MarkFocusedAsync() : Task.CompletedTask;

    // What was missed meanwhile is read.
    private async Task CatchUpAsync()
    {
        await (_page?.MarkReachableAsync(true) ?? Task.CompletedTask);
        await RefreshAsync();
    }

    private Task TellAsync() => Changed?.Invoke() ?? Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The page did not take the pop of call {CallSessionId}")]
        public static partial void NotPopped(ILogger logger, Exception error, string callSessionId);

        [LoggerMessage(LogLevel.Warning, "The other end of call {CallSessionId} could not be looked up in Salesforce")]
        public static partial void NotMatched(ILogger logger, Exception error, string callSessionId);
    }
}
