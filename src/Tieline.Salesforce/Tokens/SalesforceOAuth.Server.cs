using Tieline.Salesforce.Http;

namespace Tieline.Salesforce;

/// <summary>Sign-in of the server itself. Neither way gives a refresh token: when the session has ended, ask again.</summary>
public sealed partial class SalesforceOAuth
{
    /// <summary>A session for the user whom a signed assertion names; an administrator must have let the app in for him.</summary>
    /// <param name="assertion">Of <see cref="JwtAssertion.Sign"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SalesforceException">Kind <see cref="SalesforceErrorKind.SessionExpired"/> or <see cref="SalesforceErrorKind.Invalid"/> when it was refused; any other kind: try later.</exception>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm">JWT bearer flow</a>.</remarks>
    public Task<SalesforceTokens> JwtBearerAsync(string assertion, CancellationToken cancellationToken) =>
        AskAsync("OAuth.JwtBearer", Form.Encode(("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)), cancellationToken);

    /// <summary>A session for the user whom the app's policy names. Served at the org's My Domain only.</summary>
    /// <exception cref="SalesforceException">As <see cref="JwtBearerAsync"/>.</exception>
    /// <remarks>See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm">Client credentials flow</a>.</remarks>
    public Task<SalesforceTokens> ClientCredentialsAsync(SalesforceApp app, CancellationToken cancellationToken) =>
        AskAsync(
            "OAuth.ClientCredentials",
            Form.Encode(("grant_type", "client_credentials"), ("client_id", app.ConsumerKey), ("client_secret", app.ConsumerSecret)),
            cancellationToken);
}
