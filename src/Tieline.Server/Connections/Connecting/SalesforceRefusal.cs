namespace Tieline.Server.Connections.Connecting;

/// <summary>Why Salesforce did not let us in. The sentence that says so, and who mends it, is the text <c>Refusal.Salesforce.{name}</c>.</summary>
internal enum SalesforceRefusal
{
    Unknown,
    Denied,
    WrongKey,
    WrongSecret,
    CallbackMissing,
    ProofMismatch,
    CodeExpired,
    MissingScope,
    AppBlocked,
    NotPreAuthorized,
    UserInactive,
    LoginHours,
    IpRestricted,
    ClockOrCertificate,
    NoKeyPair,
    WrongAudience,
    NoRunAsUser,
    NotThisDomain,
    ApiDisabledForOrg,
    ApiDisabledForUser,
    TooManySignIns,
    OrgInactive,
    GrantSwitchedOff,
    TokenEnded,
}

/// <summary>
/// Pure: reads a refusal from the vendor's word and sentence. Salesforce uses one word (<c>invalid_grant</c>) for many reasons, so the sentence decides
/// first. See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm">OAuth error codes</a>.
/// </summary>
internal static class SalesforceRefusals
{
    // Looked for in this order in word and sentence together.
    private static readonly (string Words, SalesforceRefusal Refusal)[] Table =
    [
        ("end-user denied", SalesforceRefusal.Denied),
        ("hasn't approved this consumer", SalesforceRefusal.NotPreAuthorized),
        ("not admin approved", SalesforceRefusal.NotPreAuthorized),
        ("not installed", SalesforceRefusal.AppBlocked),
        ("OAUTH_APP_BLOCKED", SalesforceRefusal.AppBlocked),
        ("app_blocked", SalesforceRefusal.AppBlocked),
        ("OAUTH_EC_APP_NOT_FOUND", SalesforceRefusal.WrongKey),
        ("OAUTH_APP_ACCESS_DENIED", SalesforceRefusal.NotPreAuthorized),
        ("invalid_app_access", SalesforceRefusal.NotPreAuthorized),
        ("login hours", SalesforceRefusal.LoginHours),
        ("ip restricted", SalesforceRefusal.IpRestricted),
        ("inactive user", SalesforceRefusal.UserInactive),
        ("inactive_user", SalesforceRefusal.UserInactive),
        ("inactive_org", SalesforceRefusal.OrgInactive),
        ("audience validation", SalesforceRefusal.WrongAudience),
        ("There is no key pair", SalesforceRefusal.NoKeyPair),
        ("expired assertion", SalesforceRefusal.ClockOrCertificate),
        ("invalid assertion", SalesforceRefusal.ClockOrCertificate),
        ("client credentials user", SalesforceRefusal.NoRunAsUser),
        ("not supported on this domain", SalesforceRefusal.NotThisDomain),
        ("authorization code", SalesforceRefusal.CodeExpired),
        ("code verifier", SalesforceRefusal.ProofMismatch),
        ("code challenge", SalesforceRefusal.ProofMismatch),
        ("expired access/refresh token", SalesforceRefusal.TokenEnded),
        ("sign in as the integration user", SalesforceRefusal.TokenEnded),
        ("redirect_uri", SalesforceRefusal.CallbackMissing),
        ("invalid_scope", SalesforceRefusal.MissingScope),
        ("unsupported_grant_type", SalesforceRefusal.GrantSwitchedOff),
        ("grant type not supported", SalesforceRefusal.GrantSwitchedOff),
        ("invalid_client_id", SalesforceRefusal.WrongKey),
        ("client identifier invalid", SalesforceRefusal.WrongKey),
        ("invalid_client", SalesforceRefusal.WrongSecret),
        ("invalid client credentials", SalesforceRefusal.WrongSecret),
        ("API_DISABLED_FOR_ORG", SalesforceRefusal.ApiDisabledForOrg),
        ("API is not enabled for this Organization", SalesforceRefusal.ApiDisabledForOrg),
        ("API_CURRENTLY_DISABLED", SalesforceRefusal.ApiDisabledForUser),
        ("not valid for use with the", SalesforceRefusal.ApiDisabledForUser),
        ("rate_limit_exceeded", SalesforceRefusal.TooManySignIns),
        ("login rate exceeded", SalesforceRefusal.TooManySignIns),
        ("access_denied", SalesforceRefusal.Denied),
    ];

    public static SalesforceRefusal Read(string? code, string? words)
    {
        var said = $"{code} {words}";
        return Table.FirstOrDefault(row => said.Contains(row.Words, StringComparison.OrdinalIgnoreCase)).Refusal;
    }
}
