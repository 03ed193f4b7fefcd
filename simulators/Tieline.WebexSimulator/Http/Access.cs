using Tieline.WebexSimulator.OAuth;

namespace Tieline.WebexSimulator.Http;

/// <summary>
/// The table of rights: what each group of paths asks of the caller's token, namely one of the scopes named, a user's or an
/// administrator's. <c>GET /control/paths</c> shows it path by path.
/// </summary>
/// <remarks>https://developer.webex.com/docs/integrations#scopes</remarks>
internal sealed record Access(bool Calling, params string[] Scopes)
{
    public const string All = "spark:all";

    public static readonly Access AnyToken = new(false);
    public static readonly Access People = new(false, "spark:people_read", "spark-admin:people_read");
    public static readonly Access PeopleWrite = new(false, "spark-admin:people_write");
    public static readonly Access LicensesRead = new(false, "spark-admin:licenses_read");
    public static readonly Access RolesRead = new(false, "spark-admin:roles_read");
    public static readonly Access OrganizationsRead = new(false, "spark-admin:organizations_read");
    public static readonly Access OrganizationsWrite = new(false, "spark-admin:organizations_write");
    public static readonly Access AuthorizationsRead = new(false, "identity:tokens_read");
    public static readonly Access AuthorizationsWrite = new(false, "identity:tokens_write");
    public static readonly Access ApplicationTokens = new(false, "spark:applications_token");
    public static readonly Access CallsRead = new(true, "spark:calls_read");
    public static readonly Access CallsWrite = new(true, "spark:calls_write");
    public static readonly Access MemberCallsRead = new(false, "spark-admin:calls_read", "spark:calls_read");
    public static readonly Access MemberCallsWrite = new(false, "spark-admin:calls_write", "spark:calls_write");
    public static readonly Access InterestRegistrations = new(false, "spark-admin:calls_read");
    public static readonly Access EndpointsRead = new(false, "spark:telephony_config_read", "spark-admin:telephony_config_read");
    public static readonly Access EndpointsWrite = new(false, "spark:telephony_config_write", "spark-admin:telephony_config_write");
    public static readonly Access MySettingsRead = new(true, "spark:telephony_config_read");
    public static readonly Access MySettingsWrite = new(true, "spark:telephony_config_write");
    public static readonly Access MyVoicemailRead = new(true, "spark:telephony_config_read", "spark-admin:people_read");
    public static readonly Access MyVoicemailWrite = new(true, "spark:telephony_config_write", "spark-admin:people_write");
    public static readonly Access RoomsRead = new(false, "spark:rooms_read", All);
    public static readonly Access RoomsWrite = new(false, "spark:rooms_write", All);
    public static readonly Access MembershipsRead = new(false, "spark:memberships_read", All);
    public static readonly Access MembershipsWrite = new(false, "spark:memberships_write", All);
    public static readonly Access MessagesRead = new(false, "spark:messages_read", All);
    public static readonly Access MessagesWrite = new(false, "spark:messages_write", All);
    public static readonly Access TeamsRead = new(false, "spark:teams_read", All);
    public static readonly Access TeamsWrite = new(false, "spark:teams_write", All);
    public static readonly Access TeamMembershipsRead = new(false, "spark:team_memberships_read", All);
    public static readonly Access TeamMembershipsWrite = new(false, "spark:team_memberships_write", All);
    public static readonly Access Events = new(false, "spark-compliance:events_read");
    public static readonly Access CallRecords = new(false, "spark-admin:calling_cdr_read");
    public static readonly Access RecordingsRead = new(false, "spark:recordings_read", "spark-admin:recordings_read", "spark-compliance:recordings_read");
    public static readonly Access RecordingsReadOfAll = new(false, "spark-admin:recordings_read", "spark-compliance:recordings_read");
    public static readonly Access RecordingsWrite = new(false, "spark:recordings_write", "spark-admin:recordings_write");
    public static readonly Access RecordingsReassign = new(false, "spark-admin:recordings_write");
    public static readonly Access RecordingsDelete = new(false, "spark-compliance:recordings_write");

    public static readonly Access ServiceAppNews = new(false, "application:webhooks_write");
    public static readonly Access Firehose = new(false, All);

    public string[] OfUsers => Array.FindAll(Scopes, scope => !KnownScopes.NeedsAdmin(scope));

    public string[] OfAdministrators => Array.FindAll(Scopes, KnownScopes.NeedsAdmin);

    /// <summary>The token that the request carries, or a refusal.</summary>
    public AccessToken Admit(HttpContext http, TokenStore tokens)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? tokens.Find(header["Bearer ".Length..].Trim()) : null;
        if (token is null)
        {
            throw WebexFailure.Unauthorized();
        }

        http.Items[UsageLog.UserItem] = token.Person.Email;
        http.Items[UsageLog.ScopeItem] = Scopes.FirstOrDefault(token.Has) ?? string.Join(" or ", Scopes);
        if ((Calling && !token.Person.HasCalling) || (token.Person.IsBot && http.Request.Path.StartsWithSegments("/v1/telephony")))
        {
            throw WebexFailure.BadRequest("Target user not authorized");
        }

        return Scopes.Length == 0 || Scopes.Any(token.Has) ? token : throw Lacking(string.Join(" or ", Scopes));
    }

    /// <summary>The cloud says only that something is missing; what is missing stands in the description.</summary>
    public static WebexFailure Lacking(string what) => new(403,
        "The server understood the request, but refused to fulfill it because the access token is missing required scopes or the user is missing required roles or licenses.")
    {
        Description = $"The request needs {what}.",
    };
}
