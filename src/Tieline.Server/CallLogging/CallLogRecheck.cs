using Tieline.Salesforce;
using Tieline.Server.Calls;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>
/// Looks, some time after a create whose answer was lost, whether there are now two Tasks of one log: the older stays, notes are merged, the younger goes.
/// Worst case, stated: a Task that Salesforce commits more than a quarter of an hour after it was sent stays beside the other one.
/// </summary>
internal sealed class CallLogRecheck(
    CallBoard board, CallLogs logs, Agents agents, CloudClients clouds, GroupCommitWriter writer, DeliveryWorker deliveries, Clock clock) : IDeliver
{
    public const string KindName = "call-log-recheck";

    /// <summary>When it is looked again, counted from the lost answer.</summary>
    public static readonly IReadOnlyList<TimeSpan> After = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    public string Kind => KindName;

    public async Task<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var logKey = delivery.Key[..delivery.Key.LastIndexOf('#')];
        if (!CallLogKey.TryParse(logKey, out var key)
            || await board.FindAsync(delivery.TenantId, key.Value.CallSessionId, key.Value.PersonId, cancellationToken) is not { } call
            || await logs.StateAsync(delivery.TenantId, key.Value, cancellationToken) is not { } state
            || await agents.OfLogAsync(delivery.TenantId, key.Value, state, cancellationToken) is not { } agent)
        {
            return new DeliveryOutcome.NotNeeded("There is no such call or agent.");
        }

        try
        {
            return await LookAsync(new CallLogAtHand(delivery, key.Value, call, agent, state), logKey, cancellationToken);
        }
        catch (SalesforceException failure)
        {
            return CallLogFailures.Outcome(failure);
        }
    }

    private async Task<DeliveryOutcome> LookAsync(CallLogAtHand log, string logKey, CancellationToken cancellationToken)
    {
        var tasks = new CallLogTasks(await clouds.SalesforceAsIntegrationAsync(log.Delivery.TenantId, cancellationToken));
        var found = await tasks.FindAsync(logKey, log.OwnerOfSearch, log.Call.StartedAt, cancellationToken);
        if (found.Count == 0 || (found.Count == 1 && found[0].Id == log.State.TaskId))
        {
            return new DeliveryOutcome.NotNeeded("There are not two.");
        }

        var kept = await tasks.KeepOldestAsync(found, cancellationToken);
        var now = clock.UtcNow;
        await writer.CommitAsync(
            [
                CallLogRows.Task(log.Delivery.TenantId, log.Key, log.Agent.Id, kept, null, log.State.Problem, log.State.ProblemDetail),
                CallLogs.Ask(log.Delivery.TenantId, log.Key, now, now),
            ],
            CancellationToken.None);
        deliveries.Nudge();
        return new DeliveryOutcome.Delivered(kept);
    }
}
