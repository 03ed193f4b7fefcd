using System.Text;
using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>An integration as it is registered with Webex.</summary>
/// <param name="ClientId">Its client id.</param>
/// <param name="ClientSecret">Its secret; null for a public client, which must use PKCE.</param>
/// <param name="RedirectUri">Where the person comes back to; must be registered to the letter.</param>
/// <remarks>See <a href="https://developer.webex.com/docs/integrations">Integrations</a>.</remarks>
public sealed record WebexApp(string ClientId, string? ClientSecret, Uri RedirectUri)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "WebexApp " + ClientId;
}

/// <summary>Tokens as the sign-in server gives them. Store what comes back, also when it looks the same.</summary>
/// <param name="AccessToken">For the API.</param>
/// <param name="RefreshToken">For the next access token. Using it begins its own life anew.</param>
/// <param name="ExpiresIn">Life of the access token, usually 14 days.</param>
/// <param name="RefreshTokenExpiresIn">Life of the refresh token, usually 90 days.</param>
/// <param name="Scope">What was granted, words separated by blanks; null when it was not said.</param>
/// <remarks>See <a href="https://developer.webex.com/docs/integrations">Integrations</a>.</remarks>
public sealed record WebexTokens(string AccessToken, string RefreshToken, TimeSpan ExpiresIn, TimeSpan RefreshTokenExpiresIn, string? Scope)
{
    /// <summary>Nothing of the secrets.</summary>
    public override string ToString() => $"WebexTokens for {ExpiresIn}";
}

/// <summary>Sign-in of a person with Webex (authorization code grant with PKCE).</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/integrations">Integrations</a>.</remarks>
public sealed class WebexOAuth(HttpClient http, WebexOptions options)
{
    /// <summary>The page to which the person is sent. They come back with <c>code</c> and <c>state</c>, or with <c>error</c> and <c>state</c>.</summary>
    /// <param name="app">The integration.</param>
    /// <param name="state">Unguessable; tells us on return which sign-in it is.</param>
    /// <param name="scopes">What to ask for.</param>
    /// <param name="pkce">The pair whose verifier is sent with the exchange.</param>
    /// <param name="emailHint">Whom the page should suggest.</param>
    /// <remarks>See <a href="https://developer.webex.com/docs/integrations">Requesting permission</a>.</remarks>
    public Uri AuthorizeUrl(WebexApp app, string state, IEnumerable<string> scopes, Pkce pkce, string? emailHint = null)
    {
        var query = Form.Encode(
            ("client_id", app.ClientId),
            ("response_type", "code"),
            ("redirect_uri", app.RedirectUri.OriginalString),
            ("scope", string.Join(' ', scopes)),
            ("state", state),
            ("code_challenge", pkce.Challenge),
            ("code_challenge_method", "S256"),
            ("email", emailHint));
        return new Uri(options.ApiBase, "authorize?" + query);
    }

    /// <summary>Turns the code of a return into tokens. A code serves once and not for long.</summary>
    /// <exception cref="WebexException">Kind <see cref="WebexErrorKind.Unauthorized"/> when code, verifier or secret was refused.</exception>
    /// <remarks>See <a href="https://developer.webex.com/docs/integrations">Getting an access token</a>.</remarks>
    public Task<WebexTokens> ExchangeCodeAsync(WebexApp app, string code, Pkce pkce, CancellationToken cancellationToken) =>
        AskAsync(
            "OAuth.ExchangeCode",
            Form.Encode(
                ("grant_type", "authorization_code"),
                ("client_id", app.ClientId),
                ("client_secret", app.ClientSecret),
                ("code", code),
                ("redirect_uri", app.RedirectUri.OriginalString),
                ("code_verifier", pkce.Verifier)),
            "",
            cancellationToken);

    /// <summary>A new access token. The old one lives on until its time is over.</summary>
    /// <exception cref="WebexException">Kind <see cref="WebexErrorKind.Unauthorized"/> when the person must sign in again; any other kind: try later.</exception>
    /// <remarks>See <a href="https://developer.webex.com/docs/integrations">Using the refresh token</a>.</remarks>
    public Task<WebexTokens> RefreshAsync(WebexApp app, string refreshToken, CancellationToken cancellationToken) =>
        AskAsync(
            "OAuth.Refresh",
            Form.Encode(
                ("grant_type", "refresh_token"),
                ("client_id", app.ClientId),
                ("client_secret", app.ClientSecret),
                ("refresh_token", refreshToken)),
            refreshToken,
            cancellationToken);

    private async Task<WebexTokens> AskAsync(string operation, string form, string knownRefreshToken, CancellationToken cancellationToken)
    {
        using var activity = WebexTracing.Source.StartActivity(operation, System.Diagnostics.ActivityKind.Client);
        var request = new WebexRequest(operation, HttpMethod.Post, "access_token");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiBase, request.Address));
        message.Content = new WatchedContent(Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded");
        var answer = await WebexPipeline.SendMessageAsync(http, message, options.Timeout, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw WebexErrors.OfSignIn(answer, request);
        }

        var reply = answer.Read<TokenResponse>(request);
        return reply.AccessToken is { Length: > 0 } accessToken
            ? new WebexTokens(accessToken, reply.RefreshToken ?? knownRefreshToken, Seconds(reply.ExpiresIn), Seconds(reply.RefreshTokenExpiresIn), reply.Scope)
            : throw new WebexException(WebexErrorKind.Unavailable, "Webex answered a sign-in without an access token.") { StatusCode = answer.Status, TrackingId = answer.TrackingId };
    }

    private static TimeSpan Seconds(long? value) => TimeSpan.FromSeconds(Math.Clamp(value ?? 0, 0, int.MaxValue));
}
