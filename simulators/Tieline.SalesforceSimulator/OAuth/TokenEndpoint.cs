using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>Gives access tokens for a code, a refresh token, a signed assertion or client credentials.</summary>
public sealed class TokenEndpoint(SalesforceOrg org, PublicAddress address, SigningKey key)
{
    // Alone in the org from the first look to the last: a state that is put in its place meanwhile must not take a refresh token away in between.
    public Task<IResult> HandleAsync(HttpContext context) => OAuthRequests.AnswerAsync(context, parameters => org.Run(() => parameters.GetValueOrDefault("grant_type") switch
    {
        "authorization_code" => ForCode(context.Request, parameters),
        "refresh_token" => ForRefreshToken(context.Request, parameters),
        "client_credentials" => ForClient(context.Request, parameters),
        "urn:ietf:params:oauth:grant-type:jwt-bearer" => ForAssertion(context.Request, parameters),
        null => throw new OAuthProblem("invalid_request", "must specify grant_type"),
        _ => throw new OAuthProblem("unsupported_grant_type", "grant type not supported"),
    }));

    private IResult ForCode(HttpRequest request, IReadOnlyDictionary<string, string> parameters)
    {
        var app = Clients.Authenticate(org.Apps, request, parameters);
        var code = org.Sessions.Codes.Redeem(parameters.GetValueOrDefault("code")) ?? throw new OAuthProblem("invalid_grant", "invalid authorization code");
        if (code.ConsumerKey != app.ConsumerKey) throw new OAuthProblem("invalid_grant", "invalid authorization code");
        if (code.ExpiresAt <= org.Clock.Now) throw new OAuthProblem("invalid_grant", "expired authorization code");
        if (code.RedirectUri != parameters.GetValueOrDefault("redirect_uri")) throw new OAuthProblem("redirect_uri_mismatch", "redirect_uri must match configuration");
        CheckVerifier(code, parameters.GetValueOrDefault("code_verifier"));
        Refuse(request, app, code.UserId);
        var refresh = HasScope(code.Scope, "refresh_token") || HasScope(code.Scope, "offline_access") ? org.Sessions.GrantTo(code.UserId, app.ConsumerKey, code.Scope) : null;
        var session = org.Sessions.Start(code.UserId, code.Scope, app.ConsumerKey, refresh?.RefreshToken, Life(app));
        return Answer(app, session, refresh?.RefreshToken, HasScope(code.Scope, "openid") ? key.IdToken(address.Url, app, session, code.Nonce) : null);
    }

    private static void CheckVerifier(AuthorizationCode code, string? verifier)
    {
        if (code.Challenge is null) return;
        if (verifier is null) throw new OAuthProblem("invalid_grant", "missing code verifier");
        if (!Pkce.Fits(code.Challenge, verifier)) throw new OAuthProblem("invalid_request", "invalid code verifier");
    }

    private IResult ForRefreshToken(HttpRequest request, IReadOnlyDictionary<string, string> parameters)
    {
        var app = Clients.Authenticate(org.Apps, request, parameters, refreshing: true);
        var grant = org.Sessions.FindGrant(parameters.GetValueOrDefault("refresh_token"));
        if (grant is null || grant.ConsumerKey != app.ConsumerKey || AppPolicy.Ends(app, grant) <= org.Clock.Now) throw new OAuthProblem("invalid_grant", "expired access/refresh token");
        Refuse(request, app, grant.UserId, refreshing: true);
        var session = org.Sessions.Refresh(grant, app.RefreshTokenRotation, Life(app)) ?? throw new OAuthProblem("invalid_grant", "expired access/refresh token");
        return Answer(app, session, app.RefreshTokenRotation ? session.RefreshToken : null, idToken: null);
    }

    private IResult ForClient(HttpRequest request, IReadOnlyDictionary<string, string> parameters)
    {
        var app = Clients.Authenticate(org.Apps, request, parameters);
        if (app.ClientCredentialsUser is null || org.UserNamed(app.ClientCredentialsUser) is not { } user) throw new OAuthProblem("invalid_grant", "no client credentials user enabled");
        RefuseLogin(user.Id);
        if (!AppPolicy.Admits(org, app, request.HttpContext.Connection.RemoteIpAddress)) throw IpRestricted();
        return Answer(app, org.Sessions.Start(user.Id, WithoutRefresh(app), app.ConsumerKey, life: Life(app)), refreshToken: null, idToken: null);
    }

    private IResult ForAssertion(HttpRequest request, IReadOnlyDictionary<string, string> parameters)
    {
        var (app, username) = JwtBearer.Check(org, address.Url, parameters.GetValueOrDefault("assertion"));
        var user = org.UserNamed(username) ?? throw NotApproved();
        if (!AppPolicy.MayApprove(org, app, user.Id)) throw new OAuthProblem("invalid_app_access", AppPolicy.Blocked);
        if (!AppPolicy.IsPreAuthorized(app) && org.Switches.JwtNeedsApproval && !org.Sessions.HasApproved(user.Id, app.ConsumerKey)) throw NotApproved();
        Refuse(request, app, user.Id);
        return Answer(app, org.Sessions.Start(user.Id, WithoutRefresh(app), app.ConsumerKey, life: Life(app)), refreshToken: null, idToken: null);
    }

    private IResult Answer(ConnectedApp app, Session session, string? refreshToken, string? idToken)
    {
        var id = $"{address.Url}/id/{org.Id}/{session.UserId}";
        var issued = session.IssuedAt.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = new Dictionary<string, string> { ["access_token"] = session.AccessToken };
        if (refreshToken is not null) answer["refresh_token"] = refreshToken;
        answer["signature"] = Signatures.Of(app.ConsumerSecret, id + issued);
        answer["scope"] = session.Scope;
        if (idToken is not null) answer["id_token"] = idToken;
        answer["instance_url"] = address.Url;
        answer["id"] = id;
        answer["token_type"] = "Bearer";
        answer["issued_at"] = issued;
        return Results.Json(answer);
    }

    private static OAuthProblem NotApproved() => new("invalid_grant", "user hasn't approved this consumer");

    private static OAuthProblem IpRestricted() => new("invalid_grant", "ip restricted");

    private static TimeSpan? Life(ConnectedApp app) => app.SessionTimeoutMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>Who may no longer use the app, or not from there.</summary>
    private void Refuse(HttpRequest request, ConnectedApp app, string userId, bool refreshing = false)
    {
        RefuseLogin(userId);
        if (!AppPolicy.Permits(org, app, userId)) throw new OAuthProblem("invalid_app_access", AppPolicy.NotApproved);
        if (!AppPolicy.Admits(org, app, request.HttpContext.Connection.RemoteIpAddress, refreshing)) throw IpRestricted();
    }

    private void RefuseLogin(string userId)
    {
        if (LoginRules.Refusal(org, userId) is { } refusal) throw new OAuthProblem("invalid_grant", refusal);
    }

    private static bool HasScope(string scope, string name) => scope.Split(' ').Contains(name);

    private static string WithoutRefresh(ConnectedApp app) => string.Join(' ', app.Scopes.Where(s => s is not ("refresh_token" or "offline_access")));
}
