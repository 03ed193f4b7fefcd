using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>What an application asks for when it sends a person to /v1/authorize.</summary>
/// <remarks>https://developer.webex.com/docs/integrations#requesting-permission</remarks>
internal sealed record AuthorizeRequest(Integration Integration, string RedirectUri, string[] Scopes, string? State, string? Challenge, string? Hint)
{
    public const string NotAllowed = "Your administrator does not allow this integration.";

    /// <summary>Null with an address to send the browser to when the application can be told of its mistake.</summary>
    /// <exception cref="WebexFailure">400: the client or its redirect address is not known, so the browser must not be sent back.</exception>
    public static (AuthorizeRequest? Request, string? Redirect) Read(Func<string, string?> field, ApplicationStore<Integration> integrations)
    {
        var integration = integrations.Find(field("client_id")) ?? throw WebexFailure.BadRequest("The client_id is not that of a registered integration.");
        var redirect = field("redirect_uri");
        if (redirect is null || !integration.RedirectUris.Contains(redirect))
        {
            throw WebexFailure.BadRequest("The redirect_uri does not match one that is registered for the integration.");
        }

        var state = field("state");
        var scopes = (field("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (string Error, string Description)? mistake = field switch
        {
            _ when field("response_type") != "code" => ("unsupported_response_type", "response_type must be code."),
            _ when scopes.Length == 0 => ("invalid_scope", "scope is missing."),
            _ when Array.Find(scopes, scope => !integration.Offers(scope)) is { } unknown =>
                ("invalid_scope", $"The scope {unknown} is not one of the integration's."),
            _ when field("code_challenge") is not null && field("code_challenge_method") != "S256" => ("invalid_request", "code_challenge_method must be S256."),
            _ when field("code_challenge") is null && integration.ClientSecret is null => ("invalid_request", "A public client must use PKCE."),
            _ => null,
        };
        if (mistake is { } found)
        {
            return (null, Back(redirect, state, ("error", found.Error), ("error_description", found.Description)));
        }

        string[] granted = [.. scopes.Append(KnownScopes.Kms).Distinct()];
        return (new AuthorizeRequest(integration, redirect, granted, state, field("code_challenge"), field("login_hint") ?? field("email")), null);
    }

    public string Back(params (string Name, string Value)[] values) => Back(RedirectUri, State, values);

    private static string Back(string redirect, string? state, params (string Name, string Value)[] values)
    {
        var all = state is null ? values : [.. values, ("state", state)];
        var query = string.Join('&', all.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return redirect + (redirect.Contains('?') ? '&' : '?') + query;
    }
}
