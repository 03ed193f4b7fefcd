using Tieline.Server.Connections.Tokens;
using Tieline.Webex;

namespace Tieline.Server.Connections.SignIn;

/// <summary>Sign-in of an agent with Webex, and the renewal of a Service App's tokens. See <a href="https://developer.webex.com/docs/integrations">Integrations</a>.</summary>
internal sealed class WebexSignIn(Tenants tenants, IHttpClientFactory http, TielineOptions options) : ICloudSignIn
{
    /// <summary>What the softphone needs: who I am, and my calls with their devices.</summary>
    internal static readonly string[] Scopes =
        ["spark:people_read", "spark:calls_read", "spark:calls_write", "spark:telephony_config_read", "spark:kms"];

    public string Cloud => Clouds.Webex;

    public Uri AuthorizeUrl(Tenant tenant, string state, string verifier, string? loginHint) =>
        OAuth(tenant).AuthorizeUrl(new WebexApp(tenant.WebexClientId, null, Callback), state, Scopes, Pkce.From(verifier), loginHint);

    public async Task<SignedIn> ExchangeAsync(Tenant tenant, string code, string verifier, CancellationToken cancellationToken)
    {
        try
        {
            var tokens = await OAuth(tenant).ExchangeCodeAsync(await AppAsync(tenant, cancellationToken), code, Pkce.From(verifier), cancellationToken);
            var client = new WebexClient(http.CreateClient(Clouds.Webex), OptionsOf(tenant), new FixedToken(tokens.AccessToken));
            var person = await client.People.MeAsync(callingData: false, cancellationToken);
            return new SignedIn(Ours(tokens), WebexIds.BareUuid(person.Id), "", "", person.DisplayName ?? "", person.Emails.FirstOrDefault() ?? "");
        }
        catch (WebexException problem)
        {
            throw Translated(problem);
        }
    }

    public async Task<CloudTokens> RefreshAsync(Tenant tenant, string subject, string refreshToken, CancellationToken cancellationToken)
    {
        if (refreshToken.Length == 0)
        {
            throw new CloudSignInException(refused: true, "A personal access token cannot be renewed. Paste a new one.");
        }

        try
        {
            var app = subject == GrantKey.ServiceAppSubject ? await ServiceAppAsync(tenant, cancellationToken) : await AppAsync(tenant, cancellationToken);
            return Ours(await OAuth(tenant).RefreshAsync(app, refreshToken, cancellationToken));
        }
        catch (WebexException problem)
        {
            throw Translated(problem);
        }
    }

    /// <summary>Webex lets only its admins end a user's authorization, in Control Hub; ours ends by itself when its refresh token is not used.</summary>
    public Task RevokeAsync(Tenant tenant, string token, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whose token it is, and when it runs out.</summary>
    /// <exception cref="CloudSignInException">Refused, or no answer.</exception>
    public async Task<(Person Owner, DateTimeOffset? ExpiresAt)> OwnerAsync(Tenant tenant, string accessToken, CancellationToken cancellationToken)
    {
        try
        {
            var client = new WebexClient(http.CreateClient(Clouds.Webex), OptionsOf(tenant), new FixedToken(accessToken));
            var owner = await client.People.MeAsync(callingData: false, cancellationToken);
            return (owner, await ExpiryAsync(client, cancellationToken));
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.Unauthorized)
        {
            throw new CloudSignInException(refused: true, "This is no valid access token.", problem); // Somebody pasted it: nothing was just given.
        }
        catch (WebexException problem)
        {
            throw Translated(problem);
        }
    }

    // Some tokens may not ask this; then their longest life is taken.
    private static async Task<DateTimeOffset?> ExpiryAsync(WebexClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Authorizations.TokenExpiryAsync(cancellationToken);
        }
        catch (WebexException problem) when (problem.Kind is WebexErrorKind.Forbidden or WebexErrorKind.NotFound)
        {
            return null;
        }
    }

    internal static WebexOptions OptionsOf(Tenant tenant) => new() { ApiBase = new Uri(tenant.WebexApi), Timeout = CloudClients.Timeout };

    internal Uri Callback => new($"{options.PublicAddress}/connect/webex/callback");

    private WebexOAuth OAuth(Tenant tenant) => new(http.CreateClient(Clouds.Webex), OptionsOf(tenant));

    private async Task<WebexApp> AppAsync(Tenant tenant, CancellationToken cancellationToken) =>
        new(tenant.WebexClientId, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).WebexClientSecret, Callback);

    private async Task<WebexApp> ServiceAppAsync(Tenant tenant, CancellationToken cancellationToken) =>
        new(tenant.ServiceAppClientId, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).ServiceAppSecret, Callback);

    private static CloudTokens Ours(WebexTokens tokens) => new(tokens.AccessToken, tokens.RefreshToken, tokens.ExpiresIn, tokens.RefreshTokenExpiresIn, tokens.Scope);

    private static CloudSignInException Translated(WebexException problem) =>
        new(problem.Kind is WebexErrorKind.Unauthorized or WebexErrorKind.Invalid or WebexErrorKind.Forbidden, problem.Message, problem, problem.ErrorCode)
        {
            SaidByVendor = problem.SaidByWebex,
        };

    private sealed class FixedToken(string token) : IAccessTokens
    {
        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken) =>
            throw new WebexException(WebexErrorKind.Unauthorized, "Webex refused the token that it had just given.");
    }
}
