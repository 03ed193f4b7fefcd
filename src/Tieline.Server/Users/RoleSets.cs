namespace Tieline.Server.Users;

/// <summary>The package's permission sets in an org, and the groups that hold one of them.</summary>
/// <param name="Ids">The permission set of each role, as far as the org has it.</param>
/// <param name="Groups">By the id of the permission set group.</param>
/// <param name="Revokes">The org has user access policies, by which an assignment may be revoked and still be there.</param>
internal sealed record RoleSets(IReadOnlyDictionary<WebexRoles, string> Ids, IReadOnlyDictionary<string, RoleGroup> Groups, bool Revokes = false)
{
    /// <summary>Of an org that has none.</summary>
    public static readonly RoleSets None = new(new Dictionary<WebexRoles, string>(), new Dictionary<string, RoleGroup>());

    public bool Exist => Ids.Count > 0;

    public WebexRoles RoleOf(string permissionSetId) => Ids.FirstOrDefault(set => set.Value == permissionSetId).Key;
}

/// <param name="Label">As administrators know the group.</param>
/// <param name="Roles">What it gives.</param>
internal sealed record RoleGroup(string Label, WebexRoles Roles);
