namespace Tieline.Server.Users;

/// <summary>One thing to do in Salesforce so that one user has a role, or has it no more.</summary>
/// <param name="Id">Of the permission set for <see cref="RoleStepKind.Assign"/>, of the assignment otherwise.</param>
/// <param name="Fault">With <see cref="RoleStepKind.Impossible"/>: why nothing can be done.</param>
internal sealed record RoleStep(string UserId, WebexRoles Role, RoleStepKind Kind, string Id, RoleFault? Fault = null, string Detail = "")
{
    /// <summary>Pure: what to do so that this user has these roles. Nothing for what he has.</summary>
    public static IEnumerable<RoleStep> Give(string userId, WebexRoles roles, TenantRoles now, RoleSets sets)
    {
        foreach (var role in roles.Single())
        {
            var held = now.HeldBy(userId).Where(one => one.Role == role).ToList();
            if (held.Any(one => one.Counts(now.ReadAt)))
            {
                continue;
            }

            yield return held.Any(one => one is { Source: RoleSource.PermissionSet, IsRevoked: true }) ? new RoleStep(userId, role, RoleStepKind.Impossible, "", RoleFault.Revoked)
                : held.FirstOrDefault(one => one.Source == RoleSource.PermissionSet) is { } expired ? new RoleStep(userId, role, RoleStepKind.Renew, expired.AssignmentId)
                : sets.Ids.TryGetValue(role, out var setId) ? new RoleStep(userId, role, RoleStepKind.Assign, setId)
                : new RoleStep(userId, role, RoleStepKind.Impossible, "", RoleFault.NoPermissionSet, WebexRoleNames.Label(role));
        }
    }

    /// <summary>Pure: what to do so that this user has these roles no more. A group is left alone: it may give him much besides.</summary>
    public static IEnumerable<RoleStep> Take(string userId, WebexRoles roles, TenantRoles now) =>
        from held in now.HeldBy(userId)
        where roles.HasFlag(held.Role)
        select held.Source == RoleSource.PermissionSet
            ? new RoleStep(userId, held.Role, RoleStepKind.Remove, held.AssignmentId)
            : new RoleStep(userId, held.Role, RoleStepKind.Impossible, "", RoleFault.InGroup, held.Via);
}

internal enum RoleStepKind
{
    /// <summary>Assign the permission set.</summary>
    Assign,

    /// <summary>Take the expiry away from an assignment that has expired.</summary>
    Renew,

    /// <summary>Delete the assignment.</summary>
    Remove,

    /// <summary>Nothing can be done.</summary>
    Impossible,
}
