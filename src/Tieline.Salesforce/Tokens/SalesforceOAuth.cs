using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization;
using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>Sign-in with Salesforce: of a user (web server flow with PKCE), or of the server itself (JWT bearer, client credentials).</summary>
/// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm">Web server flow</a>.</remarks>
public sealed partial class SalesforceOAuth
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly Uri _loginHost;

    /// <summary>Signs in at a host.</summary>
    /// <param name="http">Taken from an <c>IHttpClientFactory</c>.</param>
    /// <param name="loginHost"><c>https://login.salesforce.com</c>, <c>https://test.salesforce.com</c> for sandboxes, or the org's My Domain.</param>
    public SalesforceOAuth(HttpClient http, Uri loginHost)
    {
        _http = http;
        _loginHost = new SalesforceOptions { InstanceUrl = loginHost }.InstanceUrl;
    }

    /// <summary>The page to which the user is sent. They come back with <c>code</c> and <c>state</c>, or with <c>error</c>, <c>error_description</c> and <c>state</c>.</summary>
    /// <param name="app">The app.</param>
    /// <param name="state">Unguessable; tells us on return which sign-in it is.</param>
    /// <param name="scopes">What to ask for; <c>refresh_token</c> must be among them to stay connected.</param>
    /// <param name="pkce">The pair whose verifier is sent with the exchange.</param>
    /// <param name="loginHint">The user name the page should suggest.</param>
    /// <param name="prompt"><c>login</c>, <c>consent</c> or <c>select_account</c>; null leaves it to the org.</param>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm">Web server flow</a>.</remarks>
    public Uri AuthorizeUrl(SalesforceApp app, string state, IEnumerable<string> scopes, Pkce pkce, string? loginHint = null, string? prompt = null)
    {
        var query = Form.Encode(
            ("response_type", "code"),
            ("client_id", app.ConsumerKey),
            ("redirect_uri", app.CallbackUrl.OriginalString),
            ("scope", string.Join(' ', scopes)),
            ("state", state),
            ("code_challenge", pkce.Challenge),
            ("code_challenge_method", "S256"),
            ("login_hint", loginHint),
            ("prompt", prompt));
        return new Uri(_loginHost, "services/oauth2/authorize?" + query);
    }

    /// <summary>Turns the code of a return into tokens. A code serves once and not for long.</summary>
    /// <exception cref="SalesforceException">Kind <see cref="SalesforceErrorKind.SessionExpired"/> when the code no longer serves, <see cref="SalesforceErrorKind.Invalid"/> when the app is set up wrongly.</exception>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm">Web server flow</a>.</remarks>
    public Task<SalesforceTokens> ExchangeCodeAsync(SalesforceApp app, string code, Pkce pkce, CancellationToken cancellationToken) =>
        AskAsync(
            "OAuth.ExchangeCode",
            Form.Encode(
                ("grant_type", "authorization_code"),
                ("client_id", app.ConsumerKey),
                ("client_secret", app.ConsumerSecret),
                ("code", code),
                ("redirect_uri", app.CallbackUrl.OriginalString),
                ("code_verifier", pkce.Verifier)),
            cancellationToken);

    /// <summary>A new access token, and a new refresh token where the app rotates them.</summary>
    /// <exception cref="SalesforceException">Kind <see cref="SalesforceErrorKind.SessionExpired"/> when the user must sign in again; Unavailable, Unreachable, ApiLimit or Unsure: try later.</exception>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm">Refresh token flow</a>.</remarks>
    public Task<SalesforceTokens> RefreshAsync(SalesforceApp app, string refreshToken, CancellationToken cancellationToken) =>
        AskAsync(
            "OAuth.Refresh",
            Form.Encode(
                ("grant_type", "refresh_token"),
                ("client_id", app.ConsumerKey),
                ("client_secret", app.ConsumerSecret),
                ("refresh_token", refreshToken)),
            cancellationToken);

    /// <summary>Gives a token back. Of a refresh token all its access tokens go with it. One that is no longer known counts as given back.</summary>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm">Revoke OAuth tokens</a>.</remarks>
    public async Task RevokeAsync(string token, CancellationToken cancellationToken)
    {
        var answer = await PostAsync("OAuth.Revoke", "services/oauth2/revoke", Form.Encode(("token", token)), cancellationToken).ConfigureAwait(false);

        // The page has both words and does not say which of them a token gets that is known no more; access and refresh tokens are of a type that is supported.
        if (!answer.IsGood && answer.Errors is not [{ ErrorCode: "invalid_token" or "unsupported_token_type" }, ..])
        {
            throw SalesforceErrors.OfSignIn(answer, "OAuth.Revoke");
        }
    }

    /// <summary>What a token of this app is worth. Asking does not use it.</summary>
    /// <exception cref="SalesforceException">Kind <see cref="SalesforceErrorKind.Invalid"/> when key or secret of the app are refused; Unavailable, Unreachable or ApiLimit: try later.</exception>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oidc_token_introspection.htm">Token introspection</a>.</remarks>
    public async Task<TokenStanding> IntrospectAsync(SalesforceApp app, string token, CancellationToken cancellationToken)
    {
        var form = Form.Encode(("token", token), ("client_id", app.ConsumerKey), ("client_secret", app.ConsumerSecret));
        var answer = await PostAsync("OAuth.Introspect", "services/oauth2/introspect", form, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            throw SalesforceErrors.OfSignIn(answer, "OAuth.Introspect");
        }

        var reply = answer.Read<IntrospectReply>(new SalesforceRequest("OAuth.Introspect", HttpMethod.Get, "introspect"));
        return new TokenStanding(reply.Active, reply.Scope, reply.Exp is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }

    private async Task<SalesforceTokens> AskAsync(string operation, string form, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(operation, "services/oauth2/token", form, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            throw SalesforceErrors.OfSignIn(answer, operation);
        }

        var reply = answer.Read<TokenReply>(new SalesforceRequest(operation, HttpMethod.Post, "token"));
        return reply.ToTokens() ?? throw new SalesforceException(SalesforceErrorKind.Unavailable, "Salesforce answered a sign-in without a token, an instance or an identity.")
        {
            StatusCode = answer.Status,
        };
    }

    private async Task<SalesforceAnswer> PostAsync(string operation, string address, string form, CancellationToken cancellationToken)
    {
        using var activity = SalesforceTracing.Source.StartActivity(operation, ActivityKind.Client);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_loginHost, address));
        message.Content = new WatchedContent(Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded");
        var answer = await SalesforcePipeline.SendMessageAsync(_http, message, Timeout, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("http.response.status_code", (int)answer.Status);
        return answer;
    }

    private sealed record IntrospectReply(bool Active, string? Scope, long? Exp);

    private sealed record TokenReply(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("instance_url")] string? InstanceUrl,
        [property: JsonPropertyName("id")] string? Id,
        [property: JsonPropertyName("scope")] string? Scope,
        [property: JsonPropertyName("issued_at")] string? IssuedAt,
        [property: JsonPropertyName("signature")] string? Signature)
    {
        public SalesforceTokens? ToTokens() =>
            !string.IsNullOrEmpty(AccessToken)
            && Uri.TryCreate(InstanceUrl, UriKind.Absolute, out var instance)
            && Uri.TryCreate(Id, UriKind.Absolute, out var identity)
                ? new SalesforceTokens
                {
                    AccessToken = AccessToken,
                    RefreshToken = RefreshToken,
                    InstanceUrl = instance,
                    IdentityUrl = identity,
                    Scope = Scope,
                    IssuedAt = IssuedAt,
                    Signature = Signature,
                }
                : null;
    }
}
