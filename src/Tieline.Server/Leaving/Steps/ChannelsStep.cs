using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Takes the objects out of our channel of change events, so that the org sends them no more. Needs Customize Application; otherwise an admin does it.</summary>
internal sealed class ChannelsStep(CloudClients clouds, OrgComponents components, OrgLaunchKeys launchKeys) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.Channels;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(row.TenantId, cancellationToken);
            var members = await components.ChannelMembersAsync(salesforce, cancellationToken);
            count = members.Count;
            if (count > 0 && await launchKeys.OtherServerAsync(row.TenantId, cancellationToken) is { } other)
            {
                return StepOutcome.LeftTo(other, LeavingThing.ChannelMember, count);
            }

            foreach (var member in members)
            {
                await salesforce.Tooling.DeleteAsync("PlatformEventChannelMember", member.Id, cancellationToken);
                count--;
            }

            return StepOutcome.Done;
        }
        catch (SalesforceException problem)
        {
            return StepOutcome.Of(problem, LeavingThing.ChannelMember, count);
        }
    }
}
