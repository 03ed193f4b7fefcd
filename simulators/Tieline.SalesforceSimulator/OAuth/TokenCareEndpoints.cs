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
        if (org.Sessions.FindGrant(token) is not null)
        {
            org.Sessions.EndGrant(token);
            return Results.Ok();
        }

        var session = org.Sessions.Find(token) ?? throw new OAuthProblem("invalid_token", "the token is not valid");
        if (session.RefreshToken is { } refresh) org.Sessions.EndGrant(refresh);
        org.Sessions.End(token);
        return Results.Ok();
    });

    /// <summary>RFC 7662. Who asks proves it by the app's secret or a living token.</summary>
    public Task<IResult> IntrospectAsync(HttpContext context) => OAuthRequests.AnswerAsync(context, parameters =>
    {
        if (org.Sessions.Find(RestPipeline.Bearer(context.Request)) is null)
        {
            if (!Clients.Present(context.Request, parameters)) throw new OAuthProblem("invalid_client", "invalid client credentials", 401);
            Clients.Authenticate(org.Apps, context.Request, parameters);
        }

        var token = parameters.GetValueOrDefault("token") ?? throw new OAuthProblem("invalid_request", "token is required");
        if (org.Sessions.Find(token) is { } session) return Active(session.UserId, session.Scope, session.ConsumerKey, "access_token", session.IssuedAt, session.ExpiresAt);
        if (org.Sessions.FindGrant(token) is { } grant) return Active(grant.UserId, grant.Scope, grant.ConsumerKey, "refresh_token", grant.IssuedAt, null);
        return Results.Json(new { active = false });
    });

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
