namespace Tieline.Server.Users;

/// <summary>A person who works with Tieline: a Salesforce user joined with a Webex person.</summary>
/// <param name="SalesforceUserId">18 characters.</param>
/// <param name="PersonId">The Webex person's bare uuid in lower case (webhooks and REST spell ids differently); null before the first Webex sign-in.</param>
/// <param name="ProfileId">Of his Salesforce profile, 18 characters; empty when Salesforce did not tell.</param>
/// <param name="Country">ISO 3166 two-letter code of the agent's location: how numbers without a country are read.</param>
/// <param name="Language">The Salesforce language, for example <c>da</c> or <c>en_US</c>.</param>
/// <param name="FederationId">His federation identifier in Salesforce; empty when he has none.</param>
/// <param name="NotUserSince">
/// Since when he is not known to have the role User: from when it was found that he has it no more, or from when he came first, until he was looked at. His calls
/// from then on are not logged. Null: he had it when he was looked at last.
/// </param>
public sealed record Agent(
    Guid Id, Guid TenantId, string SalesforceUserId, string? PersonId, string Name, string Email, string Country, string Language, bool IsActive,
    string ProfileId = "", string FederationId = "", DateTimeOffset? NotUserSince = null);
