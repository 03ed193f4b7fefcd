using System.Data.Common;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>What the deliveries page shows and what an admin may do there.</summary>
public sealed class DeliveryList(Database database, GroupCommitWriter writer, DeliveryWorker worker, Clock clock)
{
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
    public async Task<bool> RetryNowAsync(Guid tenantId, string kind, string key, CancellationToken cancellationToken)
    {
        var now = Moment.ToMicroseconds(clock.UtcNow);
        var changed = await writer.CommitAsync([new Statement(DeliverySql.RetryNow, [tenantId, kind, key, now])], cancellationToken);
        worker.Reopen(tenantId);
        return changed[0] == 1;
    }

    /// <summary>Sets a waiting or failing delivery aside. False: it is being sent at the moment, settled or dead already.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="kind">The delivery's kind.</param>
    /// <param name="key">The delivery's key.</param>
    /// <param name="who">Named on the page.</param>
    /// <param name="cancellationToken">Stops the wait for the writer.</param>
    public async Task<bool> GiveUpAsync(Guid tenantId, string kind, string key, string who, CancellationToken cancellationToken) =>
        (await writer.CommitAsync([new Statement(DeliverySql.GiveUp, [tenantId, kind, key, $"Given up by {who}."])], cancellationToken))[0] == 1;

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
