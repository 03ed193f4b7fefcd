namespace Tieline.Server.Users;

/// <summary>What we keep of a Salesforce user.</summary>
/// <param name="Id">18 characters.</param>
/// <param name="ProfileId">18 characters; empty when it may not be read.</param>
/// <param name="Country">ISO 3166 two-letter code.</param>
/// <param name="Language">For example <c>da</c> or <c>en_US</c>.</param>
/// <param name="FederationId">Empty when he has none.</param>
internal sealed record SalesforceUser(
    string Id, string Name, string Email, string Country, string Language, bool IsActive, string ProfileId, string FederationId = "")
{
    /// <summary>The <c>UserType</c> of the org's own people; customers and partners have others.</summary>
    public const string Internal = "Standard";
}
