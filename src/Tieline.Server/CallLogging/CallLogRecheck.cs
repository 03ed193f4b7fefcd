using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.CallLogging;

/// <summary>
/// Rings, some time after a create whose answer was lost, so that the log's own delivery, the only one that writes its Tasks, looks whether there are two:
/// the older stays, notes are merged, the younger goes.
/// Worst case, stated: a Task that Salesforce commits more than a quarter of an hour after it was sent stays beside the other one.
/// </summary>
internal sealed class CallLogRecheck(GroupCommitWriter writer, DeliveryWorker deliveries, Clock clock) : IDeliver
{
    public const string KindName = "call-log-recheck";

    /// <summary>When it is looked again, counted from the lost answer.</summary>
    public static readonly IReadOnlyList<TimeSpan> After = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    public string Kind => KindName;

    public async Task<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (!CallLogKey.TryParse(delivery.Key[..Math.Max(0, delivery.Key.LastIndexOf('#'))], out var key))
        {
            return new DeliveryOutcome.Failed(FailureKind.GiveUp, KeptSentence.Of("DeliveryNoKey"));
        }

        var now = clock.UtcNow;
        await writer.CommitAsync([CallLogRows.Look(delivery.TenantId, key.Value), CallLogs.Ask(delivery.TenantId, key.Value, now, now)], cancellationToken);
        deliveries.Nudge();
        return new DeliveryOutcome.NotNeeded(KeptSentence.Of("DeliveryLooksItself"));
    }
}
