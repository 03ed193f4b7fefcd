namespace Tieline.Salesforce;

/// <summary>
/// The access tokens of one Salesforce user. The application implements it over its own store. Salesforce does not say how long
/// a token lives: the client asks for another one, once, when the cloud says that the session has expired.
/// </summary>
public interface IAccessTokens
{
    /// <summary>A token that is believed to be good. Cheap: it is called for every request.</summary>
    /// <exception cref="SalesforceException">There is none, or it could not be had.</exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Another token in the place of <paramref name="refusedToken"/>. Many callers may ask at once for the same refused token:
    /// the implementation refreshes once for all, and gives back the stored token at once when it is no longer the refused one.
    /// </summary>
    /// <exception cref="SalesforceException">Of kind <see cref="SalesforceErrorKind.SessionExpired"/> when the user must sign in again.</exception>
    ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken);
}
