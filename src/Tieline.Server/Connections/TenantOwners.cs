using Microsoft.EntityFrameworkCore;
using Tieline.Server.Settings;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections;

internal sealed class TenantOwners : ISettingOwners
{
    public Task<bool> IsThereAsync(TielineDb db, Guid tenantId, CancellationToken cancellationToken) =>
        db.Set<TenantRow>().AnyAsync(row => row.TenantId == tenantId, cancellationToken);
}
