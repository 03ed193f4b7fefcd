namespace Tieline.Server.Connections;

/// <summary>One Salesforce org joined with one Webex org. Secrets are not in here; see <see cref="TenantSecrets"/>.</summary>
/// <param name="DefaultCountry">ISO 3166 two-letter code, upper case: how a number is read whose record and owner name no country.</param>
/// <param name="HostOrigins">Origins (scheme, host, port) whose pages may frame this tenant's panels.</param>
/// <param name="SalesforceOrgId">18 characters; null until the integration user has signed in.</param>
/// <param name="SalesforceInstance">The org's API address without a trailing slash; null until the integration user has signed in.</param>
/// <param name="SalesforceLogin">Where its users sign in, without a trailing slash.</param>
/// <param name="WebexApi">Base address of the Webex REST API, ending in <c>/v1</c>, without a trailing slash.</param>
public sealed record Tenant(
    Guid Id, string Name, string DefaultCountry, IReadOnlyList<string> HostOrigins, string? SalesforceOrgId, string? SalesforceInstance,
    string SalesforceLogin, string SalesforceConsumerKey, string WebexApi, string WebexClientId, DateTimeOffset CreatedAt)
{
    /// <summary>It is leaving: nobody signs in any more and no call is taken in.</summary>
    public bool IsLeaving { get; init; }
}

/// <summary>A tenant's secrets in clear: never logged, never sent anywhere but to the cloud that gave them.</summary>
public sealed record TenantSecrets(string SalesforceConsumerSecret, string WebexClientSecret, string LaunchSecret)
{
    public override string ToString() => "TenantSecrets (hidden)";
}
