using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>
/// The package's permission sets in the org: which there are, who has which, giving and taking.
/// See <a href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm">PermissionSetAssignment</a>.
/// </summary>
internal sealed class PermissionSets(CloudClients clouds)
{
    private static readonly (string Name, WebexRoles Role)[] Sets =
        [("Webex_User", WebexRoles.User), ("Webex_Admin", WebexRoles.Admin), ("Webex_Import_Admin", WebexRoles.ImportAdmin)];

    /// <summary>The org has the package's permission sets.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<bool> ExistAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        return await salesforce.Query.CountAsync($"SELECT COUNT() FROM PermissionSet WHERE Name IN {Sets.Select(set => set.Name)}", cancellationToken) > 0;
    }

    /// <summary>What this user was given; what has expired does not count.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<WebexRoles> OfAsync(Guid tenantId, string userId, CancellationToken cancellationToken)
    {
        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var given = await salesforce.Query.ListAsync<Assignment>(
            $"SELECT AssigneeId, PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = {userId} AND PermissionSet.Name IN {Sets.Select(set => set.Name)}", cancellationToken);
        return given.Aggregate(WebexRoles.None, (roles, one) => roles | RoleOf(one.PermissionSet.Name));
    }

    private static WebexRoles RoleOf(string name) => Sets.FirstOrDefault(set => set.Name == name).Role;

    private sealed record Assignment(string AssigneeId, PermissionSetName PermissionSet);

    private sealed record PermissionSetName(string Name);
}
