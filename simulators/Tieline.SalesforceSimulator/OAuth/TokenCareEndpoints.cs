using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Ending tokens, and asking what one is worth.</summary>
public sealed class TokenCareEndpoints(SalesforceOrg org, PublicAddress address)
{
    /// <summary>A revoked refresh token takes its sessions along; a revoked access token its refresh token.</summary>
    public Task<IResult> RevokeAsync(HttpContext context) => OAuthRequests.AnswerAsync(context, parameters =>
    {
        var token = parameters.GetValueOrDefault("token") ?? throw new OAuthProblem("invalid_request", "token is required");
        if (org.Sessions.FindGrant(token) is { } grant) org.Sessions.Revoke(grant);
        else org.Sessions.Revoke(org.Sessions.Find(token) ?? throw (org.Switches.UnknownTokenHasNoType
            ? new OAuthProblem("unsupported_token_type", "this token type is not supported")
            : new OAuthProblem("invalid_token", "the token is not valid")));
        return Results.Ok();
    });

    /// <summary>Apps that register themselves were connected apps, and new ones are no longer made; only a stranger is told less.</summary>
    public Task<IResult> RegisterAsync(HttpContext context) => OAuthRequests.AnswerAsync(context, _ => throw (org.Sessions.Find(RestPipeline.Bearer(context.Request)) is null
        ? new OAuthProblem("invalid_token", "the initial access token is not valid", 401)
        : new OAuthProblem("invalid_client_metadata", "the creation of connected apps is not enabled in this org")));

    /// <summary>RFC 7662. Who asks proves it by the app's secret or a living token.</summary>
    public Task<IResult> IntrospectAsync(HttpContext context) => OAuthRequests.AnswerAsync(context, parameters =>
    {
        ConnectedApp? asker = null;
        if (org.Sessions.Find(RestPipeline.Bearer(context.Request)) is null)
        {
            if (!Clients.Present(context.Request, parameters)) throw new OAuthProblem("invalid_client", "invalid client credentials", 401);
            asker = Clients.Authenticate(org.Apps, context.Request, parameters);
        }

        var token = parameters.GetValueOrDefault("token") ?? throw new OAuthProblem("invalid_request", "token is required");
        if (org.Sessions.Find(token) is { } session && Knows(asker, session.ConsumerKey)) return Active(session.UserId, session.Scope, session.ConsumerKey, "access_token", session.IssuedAt, session.ExpiresAt);
        if (org.Sessions.FindGrant(token) is { } grant && Knows(asker, grant.ConsumerKey) && (org.Apps.Find(grant.ConsumerKey) is { } app ? AppPolicy.Ends(app, grant) : null) is var ends && !(ends <= org.Clock.Now))
            return Active(grant.UserId, grant.Scope, grant.ConsumerKey, "refresh_token", grant.IssuedAt, ends);
        return Results.Json(new { active = false });
    });

    /// <summary>An app asks about its own tokens, unless it may ask about all.</summary>
    private static bool Knows(ConnectedApp? asker, string? consumerKey) => asker is null || asker.IntrospectAllTokens || asker.ConsumerKey == consumerKey;

    private IResult Active(string userId, string scope, string? consumerKey, string type, DateTimeOffset issued, DateTimeOffset? expires)
    {
        var answer = new Dictionary<string, object?>
        {
            ["active"] = true, ["scope"] = scope, ["client_id"] = consumerKey, ["username"] = org.Run(() => org.Records.Find(userId)?.Text("Username")),
            ["sub"] = $"{address.Url}/id/{org.Id}/{userId}", ["token_type"] = type, ["iat"] = issued.ToUnixTimeSeconds(), ["nbf"] = issued.ToUnixTimeSeconds(),
        };
        if (expires is { } end) answer["exp"] = end.ToUnixTimeSeconds();
        return Results.Json(answer);
    }
}
