using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>The page on which a user signs in and allows or denies an app.</summary>
public sealed class AuthorizeEndpoint(SalesforceOrg org)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(15);

    public Task<IResult> ShowAsync(HttpContext context) => OnPageAsync(context, Show);

    /// <summary>The form's answer: <c>username</c> and <c>decision=allow|deny</c> beside the parameters of the page.</summary>
    public Task<IResult> DecideAsync(HttpContext context) => OnPageAsync(context, parameters => Decide(context, parameters));

    private static async Task<IResult> OnPageAsync(HttpContext context, Func<IReadOnlyDictionary<string, string>, IResult> work)
    {
        try
        {
            return work(await OAuthRequests.ParametersAsync(context.Request));
        }
        catch (OAuthProblem problem)
        {
            return AuthorizePage.Problem(problem.Error, problem.Message);
        }
    }

    private IResult Show(IReadOnlyDictionary<string, string> parameters)
    {
        if (Check(parameters, out var app) is { } refused) return refused;
        // Nobody is ever signed in at this page already.
        if (parameters.GetValueOrDefault("immediate") == "true") return Back(parameters, ("error", "immediate_unsuccessful"), ("error_description", "authorization needs the user"));
        return AuthorizePage.Show(org, app!, parameters);
    }

    private IResult Decide(HttpContext context, IReadOnlyDictionary<string, string> parameters)
    {
        if (Check(parameters, out var app) is { } refused) return refused;
        if (parameters.GetValueOrDefault("decision") != "allow") return Back(parameters, ("error", "access_denied"), ("error_description", "end-user denied authorization"));
        var user = org.UserNamed(parameters.GetValueOrDefault("username") ?? "");
        if (user is null) return AuthorizePage.Problem("invalid_grant", "authentication failure");
        if (LoginRules.Refusal(org, user.Id) is { } refusal) return Back(parameters, ("error", "invalid_grant"), ("error_description", refusal));
        if (LoginRules.RefusalOnPage(org, user.Id) is { } noPage) return AuthorizePage.Problem("insufficient_access", noPage);
        if (!AppPolicy.MayApprove(org, app!, user.Id)) return Back(parameters, ("error", "OAUTH_APP_BLOCKED"), ("error_description", AppPolicy.Blocked));
        if (!AppPolicy.Permits(org, app!, user.Id)) return Back(parameters, ("error", "OAUTH_APP_ACCESS_DENIED"), ("error_description", AppPolicy.NotApproved));
        if (!AppPolicy.Admits(org, app!, context.Connection.RemoteIpAddress)) return Back(parameters, ("error", "invalid_grant"), ("error_description", "ip restricted"));
        var code = org.Sessions.Codes.Issue(new AuthorizationCode("", user.Id, app!.ConsumerKey, parameters["redirect_uri"], ScopeOf(app, parameters),
            parameters.GetValueOrDefault("code_challenge"), parameters.GetValueOrDefault("nonce"), org.Clock.Now + CodeLife));
        return Back(parameters, ("code", code.Code));
    }

    /// <summary>Null when all is well. What the app may not learn (a wrong client or callback) is shown on a page; the rest goes back to it.</summary>
    private IResult? Check(IReadOnlyDictionary<string, string> parameters, out ConnectedApp? app)
    {
        app = org.Apps.Find(parameters.GetValueOrDefault("client_id"));
        if (app is null) return AuthorizePage.Problem("invalid_client_id", "client identifier invalid");
        if (!app.CallbackUrls.Contains(parameters.GetValueOrDefault("redirect_uri"))) return AuthorizePage.Problem("redirect_uri_mismatch", "redirect_uri must match configuration");
        if (parameters.GetValueOrDefault("response_type") != "code") return Back(parameters, ("error", "unsupported_response_type"), ("error_description", "response type not supported"));
        var challenge = parameters.GetValueOrDefault("code_challenge");
        if (challenge is null && app.PkceRequired) return Back(parameters, ("error", "invalid_request"), ("error_description", "missing required code challenge"));
        if (challenge is not null && !Pkce.IsChallenge(challenge)) return Back(parameters, ("error", "invalid_request"), ("error_description", "invalid code challenge"));
        if (parameters.GetValueOrDefault("code_challenge_method") is { } method and not "S256")
            return Back(parameters, ("error", "invalid_request"), ("error_description", $"code challenge method not supported: {method}"));
        var foreign = Wanted(parameters).Except(Allowed(app)).FirstOrDefault();
        return foreign is null ? null : Back(parameters, ("error", "invalid_scope"), ("error_description", $"the requested scope is not allowed: {foreign}"));
    }

    private static IEnumerable<string> Wanted(IReadOnlyDictionary<string, string> parameters) =>
        (parameters.GetValueOrDefault("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Two names each for the refresh token and the identity.</summary>
    private static IEnumerable<string> Allowed(ConnectedApp app)
    {
        var scopes = app.Scopes.ToHashSet();
        if (scopes.Contains("refresh_token") || scopes.Contains("offline_access")) scopes.UnionWith(["refresh_token", "offline_access"]);
        if (scopes.Contains("id")) scopes.UnionWith(["profile", "email", "address", "phone"]);
        return scopes;
    }

    private static string ScopeOf(ConnectedApp app, IReadOnlyDictionary<string, string> parameters) =>
        string.Join(' ', Wanted(parameters).DefaultIfEmpty(string.Join(' ', app.Scopes)));

    private static IResult Back(IReadOnlyDictionary<string, string> parameters, params (string Name, string Value)[] answer)
    {
        var query = QueryString.Create(answer.Select(a => KeyValuePair.Create(a.Name, (string?)a.Value)));
        if (parameters.GetValueOrDefault("state") is { } state) query = query.Add("state", state);
        var target = parameters["redirect_uri"];
        return Results.Redirect(target + (target.Contains('?') ? "&" + query.Value![1..] : query.Value));
    }
}
