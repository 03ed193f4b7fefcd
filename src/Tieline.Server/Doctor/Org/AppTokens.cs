using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Doctor.Org;

/// <summary>Asks Salesforce in the app's name what the integration user's refresh token is worth.</summary>
internal sealed class AppTokens(Tenants tenants, GrantStore grants, IHttpClientFactory http, TielineOptions options)
{
    // A token that nobody has: the answer tells whether key and secret of the app are taken.
    private const string None = "none";

    /// <summary>Salesforce takes key and secret of the app now.</summary>
    public async Task<bool> AreTakenAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            await RefreshTokenAsync(tenant, cancellationToken);
            return true;
        }
        catch (SalesforceException)
        {
            return false;
        }
    }

    /// <exception cref="SalesforceException">Of kind Invalid: key or secret of the app are refused.</exception>
    public async Task<(bool IsSignedIn, TokenStanding Standing)> RefreshTokenAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var grant = await grants.FindAsync(GrantKey.Integration(tenant.Id), cancellationToken);
        var secret = (await tenants.SecretsAsync(tenant.Id, cancellationToken)).SalesforceConsumerSecret;
        var app = new SalesforceApp(tenant.SalesforceConsumerKey, secret, new Uri($"{options.PublicAddress}/connect/salesforce/callback"));
        var oauth = new SalesforceOAuth(http.CreateClient(Clouds.Salesforce), new Uri(tenant.SalesforceLogin));
        return (grant is not null, await oauth.IntrospectAsync(app, grant?.RefreshToken is { Length: > 0 } token ? token : None, cancellationToken));
    }
}
