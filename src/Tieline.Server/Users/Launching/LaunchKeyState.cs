namespace Tieline.Server.Users.Launching;

/// <summary>How it stands with the key that signs launch tokens.</summary>
/// <param name="Standing">The sentence is the text <c>LaunchKey.{Standing}</c>; <paramref name="Detail"/> is its first value.</param>
/// <param name="Detail">The org's own words, or the address of another server; empty where there is nothing to add.</param>
/// <param name="RotatedAt">When the current key came into the org; null while there is none.</param>
/// <param name="CheckedAt">When the org was asked last; null: never.</param>
public sealed record LaunchKeyState(LaunchKeyStanding Standing, string Detail, DateTimeOffset? RotatedAt, DateTimeOffset? CheckedAt)
{
    /// <summary>Somebody must do something; without the package nobody must.</summary>
    public bool IsProblem => Standing is not (LaunchKeyStanding.Ready or LaunchKeyStanding.NoPackage or LaunchKeyStanding.NotConnected);
}

/// <summary>What was found when the org was asked last.</summary>
public enum LaunchKeyStanding
{
    /// <summary>The integration user has not signed in yet.</summary>
    NotConnected,

    /// <summary>The org does not have the package, or does not show its object to the integration user: Salesforce answers both alike.</summary>
    NoPackage,

    /// <summary>The org signs with the key that this server knows.</summary>
    Ready,

    /// <summary>The org does not let the integration user write the key.</summary>
    NoAccess,

    /// <summary>The org that answers is another one than was connected: a sandbox that was refreshed.</summary>
    OtherOrg,

    /// <summary>Another Tieline server wrote a key of its own.</summary>
    OtherServer,

    /// <summary>Salesforce could not be asked.</summary>
    NoAnswer,
}
