using Microsoft.EntityFrameworkCore;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>What one tenant's cloud does not show, as it stands within a transaction. Dropping removes what was looked at, and nothing that was asked for since.</summary>
internal sealed class UnsentDeliveries(TielineDb db, Guid tenantId, IReadOnlyList<(string Kind, string Key, DeliveryState State)> rows)
{
    private const int AtOnce = 500;

    public int Count => rows.Count;

    public static async Task<UnsentDeliveries> OfAsync(TielineDb db, Guid tenantId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<DeliveryRow>().Where(row => row.TenantId == tenantId && row.State != (int)DeliveryState.Settled)
            .Select(row => new { row.Kind, row.DeliveryKey, row.State }).ToListAsync(cancellationToken);
        return new UnsentDeliveries(db, tenantId, [.. rows.Select(row => (row.Kind, row.DeliveryKey, (DeliveryState)row.State))]);
    }

    /// <summary>Removes them for good. One that is being sent at this moment is left: it arrives, or fails and is unsent still.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> DropAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var part in rows.Where(row => row.State != DeliveryState.Sending).GroupBy(row => row.Kind).SelectMany(kind => kind.Chunk(AtOnce)))
        {
            var (kind, keys) = (part[0].Kind, part.Select(row => row.Key).ToList());
            count += await db.Set<DeliveryRow>()
                .Where(row => row.TenantId == tenantId && row.Kind == kind && keys.Contains(row.DeliveryKey) && row.State != (int)DeliveryState.Sending && row.State != (int)DeliveryState.Settled)
                .ExecuteDeleteAsync(cancellationToken);
        }

        return count;
    }
}
