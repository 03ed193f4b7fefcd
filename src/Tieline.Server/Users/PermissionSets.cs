using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>
/// The package's permission sets in the org: which there are, and who has which. Sets of other packages may have the same names, in a namespace. The integration
/// user needs View Setup and Configuration to see them; without it Salesforce says that there is no such object.
/// See <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm">PermissionSetAssignment</a>.
/// </summary>
internal sealed class PermissionSets(CloudClients clouds)
{
    private const string Assignment = "PermissionSetAssignment";

    // The field is there only where the org uses user access policies.
    private const string Revoked = "IsRevoked";

    // As many ids as fit into the address of one query, beside those of the sets.
    private const int IdsAtOnce = 250;

    private static readonly Dictionary<string, WebexRoles> RoleOf = new()
    {
        ["Webex_User"] = WebexRoles.User, ["Webex_Admin"] = WebexRoles.Admin, ["Webex_Import_Admin"] = WebexRoles.ImportAdmin,
    };

    /// <summary>Those that people have.</summary>
    public static IReadOnlyCollection<string> Names => RoleOf.Keys;

    /// <summary>The integration user may not see an object of the set-up.</summary>
    public static bool AreHidden(SalesforceException problem) => problem.ErrorCode == "INVALID_TYPE";

    /// <summary>Which of the sets the org has, alone and in groups.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, or does not show them (<see cref="AreHidden"/>).</exception>
    public async Task<RoleSets> SetsAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var sets = await salesforce.Query.ListAsync<SetRow>(
            $"SELECT Id, Name FROM PermissionSet WHERE Name IN {RoleOf.Keys} AND NamespacePrefix = null AND IsOwnedByProfile = false", cancellationToken);
        if (sets.Count == 0)
        {
            return RoleSets.None;
        }

        var members = await salesforce.Query.ListAsync<MemberRow>(
            $"SELECT PermissionSetGroupId, PermissionSetGroup.MasterLabel, PermissionSet.Name FROM PermissionSetGroupComponent WHERE PermissionSet.Name IN {RoleOf.Keys} AND PermissionSet.NamespacePrefix = null",
            cancellationToken);
        var revokes = (await salesforce.Describe.ObjectAsync(Assignment, cancellationToken))?.Fields.Any(field => field.Name == Revoked) == true;
        return new RoleSets(
            sets.ToDictionary(set => RoleOf[set.Name], set => set.Id),
            members.GroupBy(member => member.PermissionSetGroupId).ToDictionary(
                group => group.Key,
                group => new RoleGroup(group.First().PermissionSetGroup.MasterLabel, group.Aggregate(WebexRoles.None, (roles, one) => roles | RoleOf[one.PermissionSet.Name]))),
            revokes);
    }

    /// <summary>What each user was given who is not known to be inactive, also what has expired or was revoked.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>>> HeldAsync(Guid tenantId, RoleSets sets, CancellationToken cancellationToken) =>
        // Whether he is active is not asked in the condition: of a user who is hidden from the integration user his assignment is all that is shown.
        ByUser((await RowsAsync(tenantId, sets, null, cancellationToken)).Where(row => row.Assignee?.IsActive != false), sets);

    /// <summary>What these users were given, whether they are active or not: an inactive one has it again when he is activated.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RoleHeld>>> HeldByAsync(Guid tenantId, RoleSets sets, IReadOnlyCollection<string> userIds, CancellationToken cancellationToken)
    {
        var rows = new List<AssignmentRow>();
        foreach (var some in userIds.Chunk(IdsAtOnce))
        {
            rows.AddRange(await RowsAsync(tenantId, sets, Soql.Of($"AssigneeId IN {some}"), cancellationToken));
        }

        return ByUser(rows, sets);
    }

    private async Task<IReadOnlyList<AssignmentRow>> RowsAsync(Guid tenantId, RoleSets sets, Soql? whose, CancellationToken cancellationToken)
    {
        var query = (await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken)).Query;
        var bySet = Soql.Of($"PermissionSetId IN {sets.Ids.Values}");
        var which = sets.Groups.Count == 0 ? bySet : Soql.Any([bySet, Soql.Of($"PermissionSetGroupId IN {sets.Groups.Keys}")]);
        var condition = whose is null ? which : Soql.Of($"{whose} AND ({which})");
        string[] names = ["Id", "AssigneeId", "Assignee.IsActive", "PermissionSetId", "PermissionSetGroupId", "ExpirationDate", .. sets.Revokes ? new[] { Revoked } : []];
        var fields = names.Select(name => new SoqlName(name)).ToList();
        return await query.ListAsync<AssignmentRow>($"SELECT {fields} FROM PermissionSetAssignment WHERE {condition}", cancellationToken);
    }

    private static Dictionary<string, IReadOnlyList<RoleHeld>> ByUser(IEnumerable<AssignmentRow> rows, RoleSets sets) => rows.GroupBy(row => row.AssigneeId).ToDictionary(
        user => user.Key, user => (IReadOnlyList<RoleHeld>)[.. user.SelectMany(row => HeldBy(row, sets)).OrderBy(held => held.Role).ThenBy(held => held.Source)]);

    private static IEnumerable<RoleHeld> HeldBy(AssignmentRow row, RoleSets sets) =>
        row.PermissionSetGroupId is { } groupId && sets.Groups.TryGetValue(groupId, out var group)
            ? group.Roles.Single().Select(role => new RoleHeld(role, RoleSource.PermissionSetGroup, group.Label, row.ExpirationDate, row.Id, row.IsRevoked))
            : [new RoleHeld(sets.RoleOf(row.PermissionSetId), RoleSource.PermissionSet, "", row.ExpirationDate, row.Id, row.IsRevoked)];

    private sealed record SetRow(string Id, string Name);

    private sealed record MemberRow(string PermissionSetGroupId, GroupRow PermissionSetGroup, SetRow PermissionSet);

    private sealed record GroupRow(string MasterLabel);

    private sealed record AssignmentRow(
        string Id, string AssigneeId, AssigneeRow? Assignee, string PermissionSetId, string? PermissionSetGroupId, DateTimeOffset? ExpirationDate, bool IsRevoked);

    private sealed record AssigneeRow(bool IsActive);
}
