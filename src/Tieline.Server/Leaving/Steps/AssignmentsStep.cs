using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Steps;

/// <summary>
/// Takes the permission sets of people back. That of the integration user stays: without it nothing further could be done here, and it goes with the package.
/// </summary>
internal sealed class AssignmentsStep(CloudClients clouds, OrgLaunchKeys launchKeys) : ILeavingStep
{
    private const int AtOnce = 20;

    public LeavingStep Step => LeavingStep.Assignments;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(row.TenantId, cancellationToken);
            var condition = Soql.Of($"PermissionSet.Name IN {PackageParts.PeoplesSets} AND PermissionSet.NamespacePrefix = null");
            count = await salesforce.Query.CountAsync($"SELECT COUNT() FROM PermissionSetAssignment WHERE {condition}", cancellationToken);
            if (count > 0 && await launchKeys.OtherServerAsync(row.TenantId, cancellationToken) is { } other)
            {
                return StepOutcome.LeftTo(other, LeavingThing.Assignment, count);
            }

            foreach (var assignment in await salesforce.Query.ListAsync<Row>($"SELECT Id FROM PermissionSetAssignment WHERE {condition} LIMIT {AtOnce}", cancellationToken))
            {
                await salesforce.Records.DeleteAsync("PermissionSetAssignment", assignment.Id, cancellationToken);
                count--;
            }

            return count > 0 ? StepOutcome.More : StepOutcome.Done;
        }
        catch (SalesforceException problem)
        {
            return StepOutcome.Of(problem, LeavingThing.Assignment, count);
        }
    }

    private sealed record Row(string Id);
}
