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
    /// <summary>How the integration user signs in.</summary>
    public SalesforceWay SalesforceWay { get; init; }

    /// <summary>The integration user's Salesforce user name, for <see cref="SalesforceWay.JwtBearer"/>; empty otherwise.</summary>
    public string SalesforceUser { get; init; } = "";

    /// <summary>The certificate in PEM that belongs to the key of <see cref="SalesforceWay.JwtBearer"/>; empty while there is none.</summary>
    public string SalesforceCertificate { get; init; } = "";

    /// <summary>Client id of the Webex Service App; empty while there is none.</summary>
    public string ServiceAppClientId { get; init; } = "";

    /// <summary>Whose personal access token was pasted; null when none is kept.</summary>
    public TokenOwner? PersonalToken { get; init; }

    /// <summary>When a delivery from Webex last proved that webhooks arrive, and at which public address; null when none did.</summary>
    public WebhookProof? WebhookProof { get; init; }

    /// <summary>It is leaving: nobody signs in any more and no call is taken in.</summary>
    public bool IsLeaving { get; init; }
}

/// <summary>How the integration user signs in to Salesforce.</summary>
public enum SalesforceWay
{
    /// <summary>Somebody signs in as him in a browser, once; a refresh token keeps the connection.</summary>
    WebServer,

    /// <summary>The server signs an assertion with its own key; the app holds the certificate.</summary>
    JwtBearer,

    /// <summary>Key and secret suffice; the app names the user.</summary>
    ClientCredentials,
}

/// <param name="PersonId">The bare uuid in lower case.</param>
public sealed record TokenOwner(string PersonId, string Name, string Email);

/// <param name="Address">The public address of then: at another one it proves nothing.</param>
public sealed record WebhookProof(DateTimeOffset At, string Address);

/// <summary>A tenant's secrets in clear: never logged, never sent anywhere but to the cloud that gave them.</summary>
public sealed record TenantSecrets(string SalesforceConsumerSecret, string WebexClientSecret, string LaunchSecret)
{
    /// <summary>The private key in PEM that signs for <see cref="SalesforceWay.JwtBearer"/>; empty while there is none.</summary>
    public string SalesforceKey { get; init; } = "";

    /// <summary>Empty while there is no Service App.</summary>
    public string ServiceAppSecret { get; init; } = "";

    public override string ToString() => "TenantSecrets (hidden)";
}
