using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;

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

    /// <summary>Of a refused sign-in, or the refused renewal of one. What no other check looks at is told by that of the sign-in.</summary>
    public static string OfSignIn(SalesforceWay way, string code, string words) => SalesforceRefusals.Read(code, words) switch
    {
        SalesforceRefusal.WrongKey or SalesforceRefusal.WrongSecret => AppSecret,
        SalesforceRefusal.MissingScope => SalesforceScopes,
        SalesforceRefusal.AppBlocked or SalesforceRefusal.NotPreAuthorized => AppApproved,
        SalesforceRefusal.UserInactive => UserFrozen,
        SalesforceRefusal.LoginHours or SalesforceRefusal.IpRestricted => IpRestriction,
        SalesforceRefusal.ApiDisabledForOrg or SalesforceRefusal.ApiDisabledForUser => ApiAccess,
        SalesforceRefusal.TokenEnded => RefreshToken,
        SalesforceRefusal.Unknown when code == "invalid_grant" && way == SalesforceWay.WebServer => RefreshToken,
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
}
