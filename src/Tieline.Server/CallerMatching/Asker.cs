namespace Tieline.Server.CallerMatching;

/// <summary>The agent for whom is searched: he finds what he may read, and his location says how a bare number is meant.</summary>
/// <param name="SalesforceUserId">18 characters.</param>
/// <param name="Country">ISO 3166 two-letter code of the agent's location.</param>
/// <param name="ProfileId">Of his Salesforce profile, 18 characters; empty when unknown. Settings may differ by it.</param>
/// <param name="PersonId">The asker's own Webex person, bare uuid; with it colleagues without a number are found by their e-mail.</param>
public sealed record Asker(Guid TenantId, Guid AgentId, string SalesforceUserId, string Country, string? PersonId = null, string ProfileId = "");

/// <summary>The other end of a call as it was announced to us.</summary>
/// <param name="Number">As Webex wrote it: E.164, national, or an extension; null when unknown.</param>
/// <param name="IsPrivate">The caller withheld the number.</param>
/// <param name="PersonId">The Webex person for a colleague, bare uuid in lower case.</param>
public sealed record CallerNumber(string? Number, string? Name, bool IsPrivate, string? PersonId);
