namespace Tieline.Server.Users;

/// <summary>What became of giving or taking roles for one user.</summary>
/// <param name="Name">The user's name; his id when the org has no such user.</param>
/// <param name="Changed">Something is other than before. False and no fault: it was so already.</param>
/// <param name="Fault">Why it is not so now; null when it is.</param>
/// <param name="Detail">What fills the fault's text: the vendor's words, or a group's label.</param>
public sealed record RoleChangeResult(string UserId, string Name, bool Changed, RoleFault? Fault = null, string Detail = "");

/// <summary>Why a role could not be given or taken; the texts are <c>RoleFault.{Name}</c>.</summary>
public enum RoleFault
{
    /// <summary>The org has no such user.</summary>
    UnknownUser,

    /// <summary>The user is inactive.</summary>
    InactiveUser,

    /// <summary>The org does not have the permission set.</summary>
    NoPermissionSet,

    /// <summary>The integration user lacks Assign Permission Sets.</summary>
    MayNotAssign,

    /// <summary>Salesforce refuses this user: his licence does not allow it, for example.</summary>
    Refused,

    /// <summary>He has it through a permission set group, from which only Salesforce takes people.</summary>
    InGroup,

    /// <summary>A user access policy of the org has taken it from him, and would again.</summary>
    Revoked,

    /// <summary>He has it because everybody has it.</summary>
    Everybody,

    /// <summary>Salesforce did not answer, or not sensibly: it may have been done all the same.</summary>
    NoAnswer,
}
