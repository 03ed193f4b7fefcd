using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Deletes the keys in the org with which its Apex signs launch tokens.</summary>
internal sealed class LaunchKeysStep(OrgRemoval removal, OrgComponents components, OrgLaunchKeys launchKeys) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.LaunchKeys;

    public Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken) => removal.DeleteAsync(
        row, LeavingThing.LaunchKey, _ => components.LaunchKeysAsync(row.TenantId, cancellationToken), (_, id) => launchKeys.DeleteAsync(row.TenantId, [id], cancellationToken), cancellationToken);
}
