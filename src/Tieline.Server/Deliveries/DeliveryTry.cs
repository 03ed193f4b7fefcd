using System.Data.Common;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>Deliveries of one kind of one tenant share a breaker and a number of places.</summary>
internal readonly record struct Lane(Guid TenantId, string Kind);

/// <summary>A delivery as read when it was due.</summary>
/// <param name="Unsure">An earlier try ended without a certain answer.</param>
internal sealed record DueDelivery(
    Lane Lane, string Key, long Revision, string Payload, string? RemoteId, int Attempt, long AttemptRevision, bool Unsure,
    DateTimeOffset? FirstTriedAt, int Failures, DateTimeOffset? FailingSince, FailureKind? FailureKind, long Version)
{
    public static DueDelivery Read(Lane lane, DbDataReader row) => new(
        lane, row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetStringOrNull(3), row.GetInt32(4), row.GetInt64(5), row.GetBoolean(6),
        row.GetMomentOrNull(7), row.GetInt32(8), row.GetMomentOrNull(9), row.IsDBNull(10) ? null : (FailureKind)row.GetInt32(10), row.GetInt64(11));
}

/// <summary>One try of a delivery: the statements that mark its begin, its lease and its end.</summary>
internal sealed record DeliveryTry(DueDelivery Due, Guid LeaseId, DateTimeOffset BegunAt)
{
    /// <summary>While a node lives it renews its leases each third of this; when it dies another node takes over after it.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>What the deliverer is given.</summary>
    public Delivery Delivery => new(
        Due.Lane.TenantId, Due.Lane.Kind, Due.Key, Due.Revision, Due.Payload, Due.RemoteId,
        Due.AttemptRevision == Due.Revision ? Due.Attempt + 1 : 1, Due.Unsure, Due.FirstTriedAt ?? BegunAt);

    /// <summary>On disk before the cloud is called, so that a crash in between shows. Changes no row when another worker was first.</summary>
    public Statement Claim() => new(
        DeliverySql.Claim,
        [Due.Lane.TenantId, Due.Lane.Kind, Due.Key, Due.Version, LeaseId, Moment.ToMicroseconds(BegunAt + Lease), Moment.ToMicroseconds(BegunAt)]);

    /// <summary>Changes no row when the lease was lost.</summary>
    public Statement Renew(DateTimeOffset now) => new(
        DeliverySql.Renew, [Due.Lane.TenantId, Due.Lane.Kind, Due.Key, LeaseId, Moment.ToMicroseconds(now + Lease)]);

    /// <summary>What became of it. Changes no row when the lease was lost.</summary>
    public Statement End(DeliveryOutcome outcome, DateTimeOffset now) => outcome switch
    {
        DeliveryOutcome.Delivered delivered => Settle(delivered.RemoteId, null, now),
        DeliveryOutcome.NotNeeded notNeeded => Settle(null, notNeeded.Reason, now),
        DeliveryOutcome.Failed failed => Fail(failed, now),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome that deliveries do not know."),
    };

    private Statement Settle(string? remoteId, string? reason, DateTimeOffset now) => new(
        DeliverySql.Settle,
        [Due.Lane.TenantId, Due.Lane.Kind, Due.Key, LeaseId, Due.Revision, remoteId, reason, Moment.ToMicroseconds(now)]);

    private Statement Fail(DeliveryOutcome.Failed failed, DateTimeOffset now)
    {
        // Days in which an admin was waited for are no outage of the cloud, and new content has its own days.
        var isOtherKind = Due.FailureKind is { } before && before != failed.Kind;
        var failures = isOtherKind ? 1 : Due.Failures + 1;
        var since = isOtherKind || Due.AttemptRevision != Due.Revision ? now : Due.FailingSince ?? now;
        var next = RetrySchedule.Next(failed.Kind, failures, since, now, failed.RetryAfter, Due.Key);
        var state = next is null ? DeliveryState.Dead : DeliveryState.Waiting;
        return new(
            DeliverySql.Fail,
            [
                Due.Lane.TenantId, Due.Lane.Kind, Due.Key, LeaseId, Due.Revision, (int)state, (int)failed.Kind, Moment.ToMicroseconds(next ?? now),
                failed.Reason, failed.Unsure || Due.Unsure, failed.RemoteId, Moment.ToMicroseconds(since), failures,
            ]);
    }
}
