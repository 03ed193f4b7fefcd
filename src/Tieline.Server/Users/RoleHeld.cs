namespace Tieline.Server.Users;

/// <summary>A role that somebody has, and how he came to it.</summary>
/// <param name="Via">The label of the permission set group; empty for the other sources.</param>
/// <param name="ExpiresAt">From then on it does not count; null: never.</param>
/// <param name="AssignmentId">Of the <c>PermissionSetAssignment</c>; empty for rows of our own.</param>
/// <param name="IsRevoked">A user access policy of the org took it; the assignment is still there and does not count.</param>
public sealed record RoleHeld(WebexRoles Role, RoleSource Source, string Via = "", DateTimeOffset? ExpiresAt = null, string AssignmentId = "", bool IsRevoked = false)
{
    public bool Counts(DateTimeOffset now) => !IsRevoked && (ExpiresAt is not { } end || end > now);
}

/// <summary>Where a role comes from; the texts are <c>RoleSource.{Name}</c>.</summary>
public enum RoleSource
{
    /// <summary>The permission set was assigned to the user.</summary>
    PermissionSet,

    /// <summary>A permission set group that holds it was.</summary>
    PermissionSetGroup,

    /// <summary>A row of our own.</summary>
    Tieline,

    /// <summary>The setting that everybody is a user.</summary>
    Everybody,
}
