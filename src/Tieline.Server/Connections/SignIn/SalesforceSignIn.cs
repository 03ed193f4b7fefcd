using System.Security.Cryptography;
using Tieline.Salesforce;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Connections.SignIn;

/// <summary>Sign-in with Salesforce, of the integration user and of agents. See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm">Web server flow</a>.</summary>
internal sealed class SalesforceSignIn(Tenants tenants, IHttpClientFactory http, TielineOptions options, Clock clock) : ICloudSignIn
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
                throw new CloudSignInException(refused: true, "The app does not give the scope refresh_token.", code: "invalid_scope");
            }

            return await WhoseAsync(tokens, cancellationToken);
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    // Whoever it is, he has given a refresh token by then.
    private async Task<SignedIn> WhoseAsync(SalesforceTokens tokens, CancellationToken cancellationToken)
    {
        try
        {
            return await WhoAsync(tokens, cancellationToken);
        }
        catch (Exception problem) when (problem is SalesforceException or CloudSignInException)
        {
            var said = problem as CloudSignInException ?? Translated((SalesforceException)problem);
            throw new CloudSignInException(said.Refused, said.Message, problem, said.Code) { Given = Ours(tokens) };
        }
    }

    public async Task<CloudTokens> RefreshAsync(Tenant tenant, string subject, string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            return Ours(refreshToken.Length > 0
                ? await OAuth(tenant).RefreshAsync(await AppAsync(tenant, cancellationToken), refreshToken, cancellationToken)
                : await AskAsync(tenant, cancellationToken));
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    public async Task RevokeAsync(Tenant tenant, string token, CancellationToken cancellationToken)
    {
        try
        {
            await OAuth(tenant).RevokeAsync(token, cancellationToken);
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    /// <summary>The server signs in by itself: with its key, or with key and secret of the app.</summary>
    /// <exception cref="CloudSignInException">Refused, or no answer.</exception>
    public async Task<SignedIn> ConnectAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            return await WhoAsync(await AskAsync(tenant, cancellationToken), cancellationToken);
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    /// <summary>Whether Salesforce takes the newest of the kept keys, and not a former one alone. Where there is one only, the sign-in itself tells: that is not asked.</summary>
    /// <exception cref="SalesforceException">Refused for another reason, or no answer.</exception>
    public async Task<bool> TakesNewestKeyAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var keys = KeyPair.NewestFirst((await tenants.SecretsAsync(tenant.Id, cancellationToken)).SalesforceKey);
        try
        {
            // What it gives is not given back: it may be the very session that Tieline works with.
            return keys.Count < 2 || await AssertAsync(tenant, [keys[0]], cancellationToken) is not null;
        }
        catch (SalesforceException problem) when (SalesforceRefusals.Read(problem.ErrorCode, problem.Message) == SalesforceRefusal.ClockOrCertificate)
        {
            return false;
        }
    }

    /// <summary>Sees whether the org lets this user use its API, and with which name it calls itself.</summary>
    /// <exception cref="CloudSignInException">It does not, or does not answer.</exception>
    public async Task<string> OrgNameAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        try
        {
            var org = await ClientOf(new Uri(signedIn.Instance), signedIn.Tokens.AccessToken).Query.FirstOrDefaultAsync<OrgFields>($"SELECT Name FROM Organization LIMIT 1", cancellationToken);
            return org?.Name ?? "";
        }
        catch (SalesforceException problem)
        {
            throw Translated(problem);
        }
    }

    internal static SalesforceOptions OptionsOf(Uri instance) => new() { InstanceUrl = instance, Timeout = CloudClients.Timeout };

    internal Uri Callback => new($"{options.PublicAddress}/connect/salesforce/callback");

    private SalesforceOAuth OAuth(Tenant tenant) => new(http.CreateClient(Clouds.Salesforce), new Uri(tenant.SalesforceLogin));

    private async Task<SalesforceApp> AppAsync(Tenant tenant, CancellationToken cancellationToken) =>
        new(tenant.SalesforceConsumerKey, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).SalesforceConsumerSecret, Callback);

    private async Task<SalesforceTokens> AskAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        switch (tenant.SalesforceWay)
        {
            case SalesforceWay.JwtBearer:
                var pem = (await tenants.SecretsAsync(tenant.Id, cancellationToken)).SalesforceKey;
                if (pem.Length == 0)
                {
                    throw new CloudSignInException(refused: true, "There is no key pair yet.");
                }

                return await AssertAsync(tenant, KeyPair.NewestFirst(pem), cancellationToken);

            case SalesforceWay.ClientCredentials:
                return await OAuth(tenant).ClientCredentialsAsync(await AppAsync(tenant, cancellationToken), cancellationToken);
            default:
                throw new CloudSignInException(refused: true, "Somebody must sign in as the integration user.");
        }
    }

    // The newest key counts once its certificate is in the app; until then the former one is good.
    private async Task<SalesforceTokens> AssertAsync(Tenant tenant, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        using var key = RSA.Create();
        key.ImportFromPem(keys[0]);
        var assertion = JwtAssertion.Sign(key, tenant.SalesforceConsumerKey, tenant.SalesforceUser, new Uri(tenant.SalesforceLogin), clock.UtcNow);
        try
        {
            return await OAuth(tenant).JwtBearerAsync(assertion, cancellationToken);
        }
        catch (SalesforceException problem) when (keys.Count > 1 && SalesforceRefusals.Read(problem.ErrorCode, problem.Message) == SalesforceRefusal.ClockOrCertificate)
        {
            return await AssertAsync(tenant, [.. keys.Skip(1)], cancellationToken);
        }
    }

    // The ids come from the org itself, by its own token; the address of the identity in the answer is only a hint.
    private async Task<SignedIn> WhoAsync(SalesforceTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.Scope is { } scope && !scope.Split(' ').Any(word => word is "api" or "full"))
        {
            throw new CloudSignInException(refused: true, "The app does not give the scope api.", code: "invalid_scope");
        }

        var user = await ClientOf(tokens.InstanceUrl, tokens.AccessToken).Identity.UserInfoAsync(cancellationToken);
        return RecordId.TryParse(user.UserId, out var userId) && RecordId.TryParse(user.OrganizationId, out var orgId)
            ? new SignedIn(Ours(tokens), userId.Value, orgId.Value, tokens.InstanceUrl.GetLeftPart(UriPartial.Authority), user.Name ?? user.UserName ?? "", user.Email ?? "")
            : throw new CloudSignInException(refused: true, "Salesforce did not say who signed in.");
    }

    private SalesforceClient ClientOf(Uri instance, string accessToken) => new(http.CreateClient(Clouds.Salesforce), OptionsOf(instance), new FixedToken(accessToken));

    private sealed record OrgFields(string? Name);

    private static CloudTokens Ours(SalesforceTokens tokens) => new(tokens.AccessToken, tokens.RefreshToken, null, null, tokens.Scope);

    private static CloudSignInException Translated(SalesforceException problem) =>
        new(problem.Kind is SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Invalid or SalesforceErrorKind.Forbidden, problem.Message, problem, problem.ErrorCode);

    private sealed class FixedToken(string token) : IAccessTokens
    {
        public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken) =>
            throw new SalesforceException(SalesforceErrorKind.SessionExpired, "Salesforce refused the token that it had just given.");
    }
}
