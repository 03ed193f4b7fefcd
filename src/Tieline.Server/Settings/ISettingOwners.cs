using Tieline.Server.Storage;

namespace Tieline.Server.Settings;

/// <summary>Whose settings there are. Asked within the turn of a change: nothing is written for a tenant that has gone.</summary>
public interface ISettingOwners
{
    Task<bool> IsThereAsync(TielineDb db, Guid tenantId, CancellationToken cancellationToken);
}
