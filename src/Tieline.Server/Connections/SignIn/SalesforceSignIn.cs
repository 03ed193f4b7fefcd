using Tieline.Salesforce;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.SignIn;

/// <summary>Sign-in with Salesforce, of the integration user and of agents. See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm">Web server flow</a>.</summary>
internal sealed class SalesforceSignIn(Tenants tenants, IHttpClientFactory http, TielineOptions options) : ICloudSignIn
{
    internal static readonly string[] Scopes = ["api", "refresh_token", "id", "openid"];

    public string Cloud => Clouds.Salesforce;

    public Uri AuthorizeUrl(Tenant tenant, string state, string verifier, string? loginHint) =>
        OAuth(tenant).AuthorizeUrl(new SalesforceApp(tenant.SalesforceConsumerKey, null, Callback), state, Scopes, Pkce.From(verifier), loginHint);

    public async Task<SignedIn> ExchangeAsync(Tenant tenant, string code, string verifier, CancellationToken cancellationToken)
    {
        try
        {
            var tokens = await OAuth(tenant).ExchangeCodeAsync(await AppAsync(tenant, cancellationToken), code, Pkce.From(verifier), cancellationToken);
            if (tokens.RefreshToken is null)
            {
                throw new CloudSignInException(refused: true, "The app gives no refresh token: add the scope refresh_token to it in Salesforce.");
            }

            // The ids come from the org itself, by its own token; the address of the identity in the answer is only a hint.
            var client = new SalesforceClient(http.CreateClient(Clouds.Salesforce), OptionsOf(tokens.InstanceUrl), new FixedToken(tokens.AccessToken));
            var user = await client.Identity.UserInfoAsync(cancellationToken);
            return new SignedIn(
                Ours(tokens), RecordId.Parse(user.UserId).Value, RecordId.Parse(user.OrganizationId).Value,
                tokens.InstanceUrl.GetLeftPart(UriPartial.Authority), user.Name ?? user.UserName ?? "", user.Email ?? "");
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
        catch (FormatException problem)
        {
            throw new CloudSignInException(refused: true, "Salesforce did not say who signed in.", problem);
        }
    }

    public async Task<CloudTokens> RefreshAsync(Tenant tenant, string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            return Ours(await OAuth(tenant).RefreshAsync(await AppAsync(tenant, cancellationToken), refreshToken, cancellationToken));
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    public async Task RevokeAsync(Tenant tenant, string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            await OAuth(tenant).RevokeAsync(refreshToken, cancellationToken);
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    internal static SalesforceOptions OptionsOf(Uri instance) => new() { InstanceUrl = instance, Timeout = CloudClients.Timeout };

    private Uri Callback => new($"{options.PublicAddress}/connect/salesforce/callback");

    private SalesforceOAuth OAuth(Tenant tenant) => new(http.CreateClient(Clouds.Salesforce), new Uri(tenant.SalesforceLogin));

    private async Task<SalesforceApp> AppAsync(Tenant tenant, CancellationToken cancellationToken) =>
        new(tenant.SalesforceConsumerKey, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).SalesforceConsumerSecret, Callback);

    private static CloudTokens Ours(SalesforceTokens tokens) => new(tokens.AccessToken, tokens.RefreshToken, null, null, tokens.Scope);

    private static CloudSignInException Translated(SalesforceException problem) =>
        new(problem.Kind is SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Invalid or SalesforceErrorKind.Forbidden, problem.Message, problem) { Code = problem.ErrorCode ?? "" };

    private sealed class FixedToken(string token) : IAccessTokens
    {
        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken) =>
            throw new SalesforceException(SalesforceErrorKind.SessionExpired, "Salesforce refused the token that it had just given.");
    }
}
