namespace Tieline.Server.Users;

/// <summary>Whether somebody may use the panels.</summary>
internal enum MayUse
{
    Yes,

    /// <summary>He does not have the role User.</summary>
    No,

    /// <summary>Salesforce cannot be asked, and he was not found to have the role when it could.</summary>
    NotKnown,
}
