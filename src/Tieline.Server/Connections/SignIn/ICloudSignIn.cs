using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.SignIn;

/// <summary>The sign-in server of one cloud, in our words: authorization code with PKCE, refresh, and who signed in.</summary>
internal interface ICloudSignIn
{
    /// <summary><see cref="Clouds.Salesforce"/> or <see cref="Clouds.Webex"/>.</summary>
    string Cloud { get; }

    /// <summary>The page on which the person consents.</summary>
    Uri AuthorizeUrl(Tenant tenant, string state, string verifier, string? loginHint);

    /// <exception cref="CloudSignInException">Refused, or no answer.</exception>
    Task<SignedIn> ExchangeAsync(Tenant tenant, string code, string verifier, CancellationToken cancellationToken);

    /// <param name="tenant">Of the consent.</param>
    /// <param name="subject">Whose consent: <see cref="GrantKey.Subject"/>.</param>
    /// <param name="refreshToken">Empty for a consent that has none: the server asks anew as itself, where it can.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CloudSignInException">Refused (sign in again), or no answer (try later).</exception>
    Task<CloudTokens> RefreshAsync(Tenant tenant, string subject, string refreshToken, CancellationToken cancellationToken);

    /// <summary>Gives the consent back to the cloud, where it offers that. A token that the cloud does not know (any more) is given back.</summary>
    /// <param name="tenant">Of the consent.</param>
    /// <param name="token">The refresh token, or the access token of a consent without one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CloudSignInException">Refused, or no answer.</exception>
    Task RevokeAsync(Tenant tenant, string token, CancellationToken cancellationToken);
}

/// <summary>Who consented, and the tokens of the consent.</summary>
/// <param name="SubjectId">The Salesforce user id (18 characters) or the Webex person's bare uuid in lower case.</param>
/// <param name="OrgId">The Salesforce org id (18 characters); empty for Webex.</param>
/// <param name="Instance">The org's API address; empty for Webex.</param>
internal sealed record SignedIn(CloudTokens Tokens, string SubjectId, string OrgId, string Instance, string Name, string Email);

/// <summary>The sign-in server did not do what it was asked.</summary>
/// <param name="refused">It said no: asking again is of no use. Otherwise it did not answer, or not sensibly.</param>
/// <param name="message">The vendor's words, for the log and the admin; holds no secret.</param>
/// <param name="code">The vendor's word for it, such as <c>invalid_grant</c>; null when it said none.</param>
internal sealed class CloudSignInException(bool refused, string message, Exception? innerException = null, string? code = null) : Exception(message, innerException)
{
    public bool Refused => refused;

    /// <summary>The vendor's word, such as <c>invalid_grant</c>; null when it gave none.</summary>
    public string? Code => code;

    /// <summary>The vendor itself said it, with or without such a word. Otherwise a proxy or a gateway on the way may have answered.</summary>
    public bool SaidByVendor { get; init; } = !string.IsNullOrEmpty(code);

    /// <summary>What the cloud had given before it went wrong, and nobody keeps; null: nothing.</summary>
    public CloudTokens? Given { get; init; }
}
