using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>
/// The package's permission sets in the org: which there are, and who has which. The integration user needs View Setup and Configuration to see them.
/// See <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm">PermissionSetAssignment</a>.
/// </summary>
internal sealed class PermissionSets(CloudClients clouds)
{
    private static readonly Dictionary<string, WebexRoles> RoleOf = new()
    {
        ["Webex_User"] = WebexRoles.User, ["Webex_Admin"] = WebexRoles.Admin, ["Webex_Import_Admin"] = WebexRoles.ImportAdmin,
    };

    /// <summary>Those that people have.</summary>
    public static IReadOnlyCollection<string> Names => RoleOf.Keys;

    /// <summary>Which of the sets the org has, alone and in groups.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<RoleSets> SetsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var query = (await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken)).Query;
        var sets = await query.ListAsync<SetRow>($"SELECT Id, Name FROM PermissionSet WHERE Name IN {RoleOf.Keys} AND IsOwnedByProfile = false", cancellationToken);
        if (sets.Count == 0)
        {
            return new RoleSets(new Dictionary<WebexRoles, string>(), new Dictionary<string, RoleGroup>());
        }

        var members = await query.ListAsync<MemberRow>(
            $"SELECT PermissionSetGroupId, PermissionSetGroup.MasterLabel, PermissionSet.Name FROM PermissionSetGroupComponent WHERE PermissionSet.Name IN {RoleOf.Keys}", cancellationToken);
        return new RoleSets(
            sets.GroupBy(set => RoleOf[set.Name]).ToDictionary(role => role.Key, role => role.First().Id),
            members.GroupBy(member => member.PermissionSetGroupId).ToDictionary(
                group => group.Key,
                group => new RoleGroup(group.First().PermissionSetGroup.MasterLabel, group.Aggregate(WebexRoles.None, (roles, one) => roles | RoleOf[one.PermissionSet.Name]))));
    }

    /// <summary>What each user was given, also what has expired.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>>> HeldAsync(Guid tenantId, RoleSets sets, CancellationToken cancellationToken)
    {
        var query = (await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken)).Query;
        var bySet = Soql.Of($"PermissionSetId IN {sets.Ids.Values}");
        var which = sets.Groups.Count == 0 ? bySet : Soql.Any([bySet, Soql.Of($"PermissionSetGroupId IN {sets.Groups.Keys}")]);
        var rows = await query.ListAsync<AssignmentRow>(
            $"SELECT Id, AssigneeId, PermissionSetId, PermissionSetGroupId, ExpirationDate FROM PermissionSetAssignment WHERE Assignee.IsActive = true AND ({which})", cancellationToken);
        return rows.GroupBy(row => row.AssigneeId).ToDictionary(
            user => user.Key, user => (IReadOnlyList<RoleHeld>)[.. user.SelectMany(row => HeldBy(row, sets)).OrderBy(held => held.Role).ThenBy(held => held.Source)]);
    }

    private static IEnumerable<RoleHeld> HeldBy(AssignmentRow row, RoleSets sets) =>
        row.PermissionSetGroupId is { } groupId && sets.Groups.TryGetValue(groupId, out var group)
            ? group.Roles.Single().Select(role => new RoleHeld(role, RoleSource.PermissionSetGroup, group.Label, row.ExpirationDate, row.Id))
            : [new RoleHeld(sets.RoleOf(row.PermissionSetId), RoleSource.PermissionSet, "", row.ExpirationDate, row.Id)];

    private sealed record SetRow(string Id, string Name);

    private sealed record MemberRow(string PermissionSetGroupId, GroupRow PermissionSetGroup, SetRow PermissionSet);

    private sealed record GroupRow(string MasterLabel);

    private sealed record AssignmentRow(string Id, string AssigneeId, string PermissionSetId, string? PermissionSetGroupId, DateTimeOffset? ExpirationDate);
}
