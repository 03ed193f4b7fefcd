using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Deletes what the org has of one sort, each by itself: one that the org keeps does not keep the others.</summary>
internal sealed class OrgRemoval(CloudClients clouds, OrgLaunchKeys launchKeys)
{
    /// <summary>Takes the package's permission sets from people: from the administrator who began the leaving, or from everybody else; from all where it is not known who he is.</summary>
    public Task<StepOutcome> AssignmentsAsync(LeavingRow row, bool ofWhoLeaves, CancellationToken cancellationToken)
    {
        var sets = Soql.Of($"PermissionSet.Name IN {PackageParts.PeoplesSets} AND PermissionSet.NamespacePrefix = null");
        var whose = row.WhoInSalesforce is not { } id ? sets : ofWhoLeaves ? Soql.Of($"{sets} AND AssigneeId = {id.Value}") : Soql.Of($"{sets} AND AssigneeId != {id.Value}");
        return DeleteAsync(
            row, LeavingThing.Assignment,
            async org => [.. (await org.Query.ListAsync<Row>($"SELECT Id FROM PermissionSetAssignment WHERE {whose}", cancellationToken)).Select(one => one.Id)],
            (org, id) => org.Records.DeleteAsync("PermissionSetAssignment", id, cancellationToken), cancellationToken);
    }

    /// <summary>Lists them, deletes each, and looks again: what is there still stays, with the org's reason.</summary>
    public async Task<StepOutcome> DeleteAsync(
        LeavingRow row, LeavingThing thing, Func<SalesforceClient, Task<IReadOnlyList<string>>> list, Func<SalesforceClient, string, Task> delete, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, LeavingWords>();
        var left = 0;
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(row.TenantId, cancellationToken);
            var ids = await list(salesforce);
            left = ids.Count;
            if (left > 0 && await launchKeys.OtherServerAsync(row.TenantId, cancellationToken) is { } other)
            {
                return StepOutcome.LeftTo(other, thing, left);
            }

            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    await delete(salesforce, id);
                    reasons[id] = new LeavingWords("LeavingWhyKept");
                    left--;
                }
                catch (SalesforceException problem) when (problem.Kind is not SalesforceErrorKind.SessionExpired && !StepOutcome.IsPassing(problem))
                {
                    reasons[id] = LeavingWords.Verbatim(problem.Message);
                }
            }

            var kept = ids.Count > 0 ? await list(salesforce) : [];
            return kept.Any(id => !reasons.ContainsKey(id)) ? StepOutcome.More // Come since.
                : StepOutcome.DoneExcept([.. kept.GroupBy(id => reasons[id]).Select(same => new LeavingLeft(thing, "", same.Count(), same.Key))]);
        }
        catch (SalesforceException problem)
        {
            return StepOutcome.Of(problem, thing, left);
        }
    }

    private sealed record Row(string Id);
}
