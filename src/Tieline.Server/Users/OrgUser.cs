using System.Text.RegularExpressions;

namespace Tieline.Server.Users;

/// <summary>A Salesforce user as an administrator sees him among others.</summary>
/// <param name="Id">18 characters.</param>
/// <param name="Email">As Salesforce has it, a sandbox's ending included.</param>
/// <param name="FederationId">Empty when he has none.</param>
/// <param name="Profile">Its name; empty when it may not be read.</param>
/// <param name="ProfileId">18 characters; empty when it may not be read.</param>
/// <param name="IsInternal">One of the org's own people; false for customers and partners, who have logins of an Experience Cloud site.</param>
public sealed partial record OrgUser(string Id, string Name, string Email, string FederationId, string Profile, bool IsActive, string ProfileId = "", bool IsInternal = true)
{
    /// <summary>How the audit trail names him.</summary>
    public string Subject => $"{Name} ({Id})";

    /// <summary>Pure: the id in a <see cref="Subject"/>; null when there is none any more, because he was erased.</summary>
    public static string? IdIn(string subject) => SubjectEnd().Match(subject) is { Success: true } end ? end.Groups["id"].Value : null;

    [GeneratedRegex(@" \((?<id>005[A-Za-z0-9]{15})\)$")]
    private static partial Regex SubjectEnd();
}
