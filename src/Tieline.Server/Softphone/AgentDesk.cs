using System.Security.Claims;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.ScreenPop;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

/// <summary>
/// An agent's calls as one open softphone sees them: read at the start, brought up to date by the agent's news. One per circuit.
/// News come one at a time; whatever they are, the calls are read again, so that a lost piece of news leaves nothing stale behind the next.
/// </summary>
public sealed partial class AgentDesk(
    Agents agents, AgentConnections connections, AgentFeed feed, CallBoard board, CallerMatcher matcher, PanelHost host, ILogger<AgentDesk> log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _change = new();
    private AgentPage? _page;
    private Guid _tenantId;
    private Guid _agentId;

    /// <summary>Raised after each change of <see cref="State"/>, on any thread.</summary>
    public event Func<Task>? Changed;

    /// <summary>The piece of news itself, for parts that show more than calls.</summary>
    public event Func<AgentNews, Task>? NewsCame;

    public DeskState State { get; private set; } = new((Agent?)null);

    /// <summary>Joins the feed first and reads then, so that nothing falls between.</summary>
    public async Task OpenAsync(ClaimsPrincipal user)
    {
        (_tenantId, _agentId) = user.Agent();
        _page = feed.Subscribe(_tenantId, _agentId, HearAsync);
        host.VisibilityChanged += LookedAtAsync;
        await RefreshAsync();
    }

    /// <summary>Reads agent, sign-in and calls again.</summary>
    public async Task RefreshAsync()
    {
        await _turn.WaitAsync();
        try
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
        finally
        {
            _turn.Release();
        }

        await TellAsync();
    }

    /// <summary>The agent is done with the call that ended last.</summary>
    public Task LeaveEndedAsync()
    {
        Change(state => state with { Ended = null });
        return TellAsync();
    }

    public void Dispose()
    {
        host.VisibilityChanged -= LookedAtAsync;
        _page?.Dispose();
        _turn.Dispose();
    }

    private async Task ReadCallsAsync(Agent agent)
    {
        var active = await board.ActiveAsync(_tenantId, agent.PersonId!);
        var over = new List<CallView>();
        foreach (var gone in State.Calls.Where(before => active.All(now => now.CallSessionId != before.CallSessionId)))
        {
            if (await board.FindAsync(_tenantId, gone.CallSessionId, agent.PersonId!) is { IsOver: true } ended)
            {
                over.Add(ended);
            }
        }

        var unmatched = active.Where(call => !State.Matches.ContainsKey(call.CallSessionId) || HasOtherRemote(call)).ToList();
        Change(state => state.With(active, over));
        foreach (var call in unmatched)
        {
            _ = MatchAsync(agent, call);
        }
    }

    private bool HasOtherRemote(CallView call) =>
        State.Calls.FirstOrDefault(before => before.CallSessionId == call.CallSessionId) is { } before && before.Remote.Number != call.Remote.Number;

    // Runs beside the calls: a slow Salesforce must not delay the ringing.
    private async Task MatchAsync(Agent agent, CallView call)
    {
        try
        {
            var remote = call.Remote;
            SetMatch(call.CallSessionId, await matcher.MatchAsync(
                agent.AsAsker(), new CallerNumber(remote.Number, remote.Name, remote.IsPrivate, remote.PersonId), CancellationToken.None));
            await TellAsync();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.NotMatched(log, error, call.CallSessionId);
        }
    }

    private void SetMatch(string callSessionId, CallerMatch match) =>
        Change(state => state with { Matches = new Dictionary<string, CallerMatch>(state.Matches) { [callSessionId] = match } });

    // Matches arrive on their own threads, beside the news.
    private void Change(Func<DeskState, DeskState> change)
    {
        lock (_change)
        {
            State = change(State);
        }
    }

    private async Task HearAsync(AgentNews news)
    {
        if (news is ScreenPopAsked pop)
        {
            SetMatch(pop.CallSessionId, pop.Match);
            await PopAsync(pop);
        }

        await RefreshAsync();
        await (NewsCame?.Invoke(news) ?? Task.CompletedTask);
    }

    private async Task PopAsync(ScreenPopAsked pop)
    {
        await host.OpenPanelAsync();
        if (pop.Open is { } target)
        {
            await host.ScreenPopAsync(new HostPop(target.RecordId, target.ObjectName, null, null));
        }
    }

    private Task LookedAtAsync(HostVisibility seen) => seen.Focused && _page is not null ? _page.MarkFocusedAsync() : Task.CompletedTask;

    private Task TellAsync() => Changed?.Invoke() ?? Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The other end of call {CallSessionId} could not be looked up in Salesforce")]
        public static partial void NotMatched(ILogger logger, Exception error, string callSessionId);
    }
}
