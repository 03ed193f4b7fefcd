using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Deletes the keys in the org with which its Apex signs launch tokens.</summary>
internal sealed class LaunchKeysStep(CloudClients clouds, OrgComponents components, OrgLaunchKeys launchKeys) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.LaunchKeys;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(row.TenantId, cancellationToken);
            var keys = await components.LaunchKeysAsync(salesforce, cancellationToken);
            count = keys.Count;
            if (count > 0 && await launchKeys.OtherServerAsync(row.TenantId, cancellationToken) is { } other)
            {
                return StepOutcome.LeftTo(other, LeavingThing.LaunchKey, count);
            }

            foreach (var key in keys)
            {
                await salesforce.Records.DeleteAsync(OrgComponents.LaunchKeyObject, key, cancellationToken);
                count--;
            }

            return StepOutcome.Done;
        }
        catch (SalesforceException problem)
        {
            return StepOutcome.Of(problem, LeavingThing.LaunchKey, count);
        }
    }
}
