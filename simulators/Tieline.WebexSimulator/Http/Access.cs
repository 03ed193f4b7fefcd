using Tieline.WebexSimulator.OAuth;

namespace Tieline.WebexSimulator.Http;

/// <summary>What a path asks of the caller's token: one of the scopes named.</summary>
/// <remarks>https://developer.webex.com/docs/integrations#scopes</remarks>
internal sealed record Access(bool Calling, params string[] Scopes)
{
    private const string All = "spark:all";

    public static readonly Access AnyToken = new(false);
    public static readonly Access People = new(false, "spark:people_read", "spark-admin:people_read");
    public static readonly Access CallsRead = new(true, "spark:calls_read");
    public static readonly Access CallsWrite = new(true, "spark:calls_write");
    public static readonly Access MemberCallsRead = new(false, "spark-admin:calls_read", "spark:calls_read");
    public static readonly Access MemberCallsWrite = new(false, "spark-admin:calls_write", "spark:calls_write");
    public static readonly Access EndpointsRead = new(false, "spark:telephony_config_read", "spark-admin:telephony_config_read");
    public static readonly Access EndpointsWrite = new(false, "spark:telephony_config_write", "spark-admin:telephony_config_write");
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
        var botCalls = token.Person.IsBot && http.Request.Path.StartsWithSegments("/v1/telephony");
        if (botCalls || (Calling && !token.Person.HasCalling))
        {
            throw WebexFailure.BadRequest("Target user not authorized");
        }

        return Scopes.Length == 0 || Scopes.Any(token.Has)
            ? token
            : throw WebexFailure.Forbidden($"The access token lacks a scope that this request needs: {string.Join(" or ", Scopes)}.");
    }
}
