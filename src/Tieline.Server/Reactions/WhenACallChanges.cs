using Tieline.Server.CallLogging;
using Tieline.Server.Calls;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.ScreenPop;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Reactions;

/// <summary>
/// What happens when a call changes. With the change, and never lost: answered opens the log, ended completes it, missed makes one, answered by a colleague
/// takes it back (which of these, <see cref="CallLogRules"/> tells). After it, and lost at worst in a crash: the pages hear of it, and a new caller pops.
/// </summary>
internal sealed partial class WhenACallChanges(DeliveryWorker deliveries, Agents agents, AgentFeed feed, CallerLookup lookup, ScreenPops pops, ILogger<WhenACallChanges> logger) : ICallReactions
{
    // Older news of a ring tells of a caller who may have hung up long ago: it is shown, but takes no page away from what the agent does now.
    private static readonly TimeSpan PopsWithin = TimeSpan.FromSeconds(30);

    public IReadOnlyList<Statement> WriteWith(CallChange change) =>
        [.. change.Agents.SelectMany(agent => CallLogs.AskFor(agent.Before, agent.After, change.At))];

    public void BeforeCommit(CallChange change)
    {
        foreach (var agent in change.Agents.Where(IsNewCaller))
        {
            _ = Task.Run(() => ForeseeAsync(change.TenantId, agent.After)); // Not in the call's turn.
        }
    }

    public async Task AfterCommitAsync(CallChange change)
    {
        using var scope = logger.BeginCall(change.TenantId, change.CallSessionId);
        deliveries.Nudge();
        await Task.WhenAll(change.Agents.Select(agent => TellAsync(change, agent)));
    }

    private async Task TellAsync(CallChange call, AgentCallChange change)
    {
        if (await agents.FindByPersonAsync(call.TenantId, change.After.PersonId, CancellationToken.None) is not { } agent)
        {
            return;
        }

        await Task.WhenAll(
            feed.PublishAsync(call.TenantId, agent.Id, new CallChanged(change.After)),
            IsNewCaller(change) ? FindCallerAsync(call, change, agent) : Task.CompletedTask);
    }

    // What is found is kept by the matching, where the same search after the commit meets it, or its failure.
    private async Task ForeseeAsync(Guid tenantId, CallView call)
    {
        using var scope = logger.BeginCall(tenantId, call.CallSessionId);
        try
        {
            if (await agents.FindByPersonAsync(tenantId, call.PersonId, CancellationToken.None) is { } agent)
            {
                await lookup.MatchAsync(call, agent, CancellationToken.None);
            }
        }
        catch (Exception problem)
        {
            Log.NotForeseen(logger, call.CallSessionId, problem.Message);
        }
    }

    private async Task FindCallerAsync(CallChange call, AgentCallChange change, Agent agent)
    {
        var match = await lookup.FindAsync(change.After, agent, CancellationToken.None);
        var popping = change.After.IsIncoming && call.At - change.AliveAt <= PopsWithin
            ? pops.ShowAsync(agent, change.After.CallSessionId, match, call.HeardAt)
            : Task.CompletedTask;
        // Beside the pop: the agent need not wait for the disk.
        await Task.WhenAll(popping, match is null ? Task.CompletedTask : lookup.RememberAsync(change.After, agent, match, CancellationToken.None));
    }

    // Somebody is at the other end who was not there before: the call begins, or it was transferred to us.
    private static bool IsNewCaller(AgentCallChange change) =>
        !change.After.IsOver && !change.After.Remote.IsColleague && (change.IsNew || change.HasOtherRemote);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Call {CallSessionId}: who calls could not be found while the change was written: {Problem}")]
        public static partial void NotForeseen(ILogger logger, string callSessionId, string problem);
    }
}
