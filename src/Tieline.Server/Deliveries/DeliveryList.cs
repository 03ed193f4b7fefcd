using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>What the deliveries page shows and what an admin may do there.</summary>
public sealed class DeliveryList(Database database, GroupCommitWriter writer, DeliveryWorker worker, AuditTrail audit, Clock clock)
{
    private const string GivenUp = nameof(DeliveryStanding.Dead);

    /// <summary>Deliveries of one tenant: waiting and failing by due time, dead and settled by age, newest first.</summary>
    public async Task<IReadOnlyList<DeliveryView>> ListAsync(Guid tenantId, DeliveryStanding standing, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(Listing(standing), [tenantId, limit], Read, cancellationToken);

    /// <summary>One delivery, or null.</summary>
    public async Task<DeliveryView?> FindAsync(Guid tenantId, string kind, string key, CancellationToken cancellationToken) =>
        (await database.QueryAsync(DeliverySql.One, [tenantId, kind, key], Read, cancellationToken)).FirstOrDefault();

    public async Task<DeliveryCounts> CountAsync(Guid tenantId, CancellationToken cancellationToken) =>
        (await database.QueryAsync(
            DeliverySql.Count,
            [tenantId],
            row => new DeliveryCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            cancellationToken))[0];

    /// <summary>Tries a failing or dead delivery at once. False: it is neither (any more).</summary>
    public Task<bool> RetryNowAsync(Guid tenantId, string kind, string key, Actor who, CancellationToken cancellationToken) =>
        RetryNowAsync(tenantId, new DeliverySubject(kind, key), null, who, cancellationToken);

    /// <summary>Sets a waiting or failing delivery aside. False: it is being sent at the moment, settled or dead already.</summary>
    public Task<bool> GiveUpAsync(Guid tenantId, string kind, string key, Actor who, CancellationToken cancellationToken) =>
        GiveUpAsync(tenantId, new DeliverySubject(kind, key), null, who, cancellationToken);

    /// <summary>Pure: whether such an entry can be taken back. That a failing delivery was tried sooner than it was due cannot.</summary>
    public static bool CanUndo(AuditEvent change) =>
        change.What == AuditKinds.Delivery && DeliverySubject.Read(change.Subject) is not null && (change.After == GivenUp || change.Before == GivenUp);

    /// <summary>Tries again what was given up, or gives up again what was tried again. False when it was taken back before, or the delivery has moved on since.</summary>
    public async Task<bool> UndoAsync(Guid tenantId, AuditEntry entry, Actor who, CancellationToken cancellationToken) =>
        CanUndo(entry.Event) && DeliverySubject.Read(entry.Event.Subject) is { } subject
        && await (entry.Event.After == GivenUp ? RetryNowAsync(tenantId, subject, entry, who, cancellationToken) : GiveUpAsync(tenantId, subject, entry, who, cancellationToken));

    private async Task<bool> RetryNowAsync(Guid tenantId, DeliverySubject subject, AuditEntry? undone, Actor who, CancellationToken cancellationToken)
    {
        var now = Moment.ToMicroseconds(clock.UtcNow);
        var done = await ChangeAsync(
            tenantId, subject, undone, who,
            row => row.State == (int)DeliveryState.Dead || row is { State: (int)DeliveryState.Waiting, FailureKind: not null },
            row =>
            {
                if (undone?.Event.Before == nameof(DeliveryStanding.Waiting))
                {
                    // It never failed: it waits for its time, as before.
                    (row.State, row.FailureKind, row.Reason) = ((int)DeliveryState.Waiting, null, null);
                    return;
                }

                (row.Failures, row.FailingSince) = row.State == (int)DeliveryState.Dead ? (0, null) : (row.Failures, row.FailingSince);
                (row.State, row.DueAt, row.AskedDueAt) = ((int)DeliveryState.Waiting, now, now);
            },
            cancellationToken);
        worker.Reopen(tenantId);
        return done;
    }

    private Task<bool> GiveUpAsync(Guid tenantId, DeliverySubject subject, AuditEntry? undone, Actor who, CancellationToken cancellationToken) =>
        ChangeAsync(
            tenantId, subject, undone, who,
            row => row.State == (int)DeliveryState.Waiting,
            row => (row.State, row.FailureKind, row.Reason) = ((int)DeliveryState.Dead, (int)FailureKind.GiveUp, KeptSentence.Of(row.Reason is null ? "DeliveryGivenUp" : "DeliveryGivenUpAfter", who.Name, row.Reason)),
            cancellationToken);

    // Where it stood is in the trail, in the same transaction. A worker that takes it meanwhile wins.
    private Task<bool> ChangeAsync(
        Guid tenantId, DeliverySubject subject, AuditEntry? undone, Actor who, Func<DeliveryRow, bool> may, Action<DeliveryRow> change, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                var rows = db.Set<DeliveryRow>().Where(one => one.TenantId == tenantId && one.Kind == subject.Kind && one.DeliveryKey == subject.Key);
                if (await rows.AsNoTracking().FirstOrDefaultAsync(token) is not { } row || !may(row)
                    || (undone is not null && (StandingOf(row) != undone.Event.After || !await audit.IsLastAsync(db, tenantId, undone, token))))
                {
                    return false;
                }

                var before = StandingOf(row);
                change(row);
                if (await rows.Where(one => one.Version == row.Version).ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.State, row.State).SetProperty(one => one.FailureKind, row.FailureKind).SetProperty(one => one.Reason, row.Reason)
                        .SetProperty(one => one.Failures, row.Failures).SetProperty(one => one.FailingSince, row.FailingSince)
                        .SetProperty(one => one.DueAt, row.DueAt).SetProperty(one => one.AskedDueAt, row.AskedDueAt).SetProperty(one => one.Version, row.Version + 1),
                    token) == 0)
                {
                    return false;
                }

                audit.Note(db, tenantId, who, new AuditEvent(AuditKinds.Delivery, subject.ToString(), before, StandingOf(row), undone?.Id));
                return true;
            },
            cancellationToken);

    // As the trail names it.
    private static string StandingOf(DeliveryRow row) => ((DeliveryState)row.State switch
    {
        DeliveryState.Settled => DeliveryStanding.Settled,
        DeliveryState.Dead => DeliveryStanding.Dead,
        _ => row.FailureKind is null ? DeliveryStanding.Waiting : DeliveryStanding.Failing,
    }).ToString();

    private static string Listing(DeliveryStanding standing) => standing switch
    {
        DeliveryStanding.Waiting => DeliverySql.ListWaiting,
        DeliveryStanding.Failing => DeliverySql.ListFailing,
        DeliveryStanding.Dead => DeliverySql.ListDead,
        DeliveryStanding.Settled => DeliverySql.ListSettled,
    };

    private static DeliveryView Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), (DeliveryState)row.GetInt32(2), row.IsDBNull(3) ? null : (FailureKind)row.GetInt32(3), row.GetStringOrNull(4),
        row.GetStringOrNull(5), row.GetInt64(6), row.GetInt64(7), row.GetInt32(8), row.GetInt32(9), row.GetMoment(10), row.GetMoment(11),
        row.GetMomentOrNull(12), row.GetMomentOrNull(13));
}
