using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Org;

/// <summary>Pure: which check knows why Salesforce refuses, from its words. They are few, and one of them stands for several reasons.</summary>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm">OAuth authorization errors</a>.</remarks>
internal static class OrgCause
{
    public const string ApiAccess = "ApiAccess";
    public const string ApiCalls = "ApiCalls";
    public const string AppApproved = "AppApproved";
    public const string AppSecret = "AppSecret";
    public const string IpRestriction = "IpRestriction";
    public const string MyDomain = "MyDomain";
    public const string RefreshToken = "RefreshToken";
    public const string SalesforceScopes = "SalesforceScopes";
    public const string SignIn = "SalesforceSignIn";
    public const string UserFrozen = "UserFrozen";

    /// <summary>Of a refused sign-in, or the refused renewal of one.</summary>
    public static string OfSignIn(string code, string words) => code switch
    {
        "OAUTH_APP_ACCESS_DENIED" or "OAUTH_APP_BLOCKED" or "invalid_app_access" => AppApproved,
        "inactive_user" => UserFrozen,
        "invalid_client" or "invalid_client_id" => AppSecret,
        _ when Has(words, "ip restricted") || Has(words, "login hours") => IpRestriction,
        _ when Has(words, "inactive user") => UserFrozen,
        _ when Has(words, "not admin approved") || Has(words, "hasn't approved") => AppApproved,
        "invalid_grant" => RefreshToken,
        _ => SignIn,
    };

    /// <summary>Of a refused request; null when it is no matter of being let in.</summary>
    public static string? OfRequest(SalesforceErrorKind kind, string? code) => (kind, code) switch
    {
        (_, "API_DISABLED_FOR_ORG" or "API_CURRENTLY_DISABLED") => ApiAccess,
        (SalesforceErrorKind.ApiLimit, _) => ApiCalls,
        (SalesforceErrorKind.SessionExpired, _) => SignIn,
        (SalesforceErrorKind.Forbidden, _) => SalesforceScopes,
        (SalesforceErrorKind.Unreachable or SalesforceErrorKind.Unavailable, _) => MyDomain,
        _ => null,
    };

    private static bool Has(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
