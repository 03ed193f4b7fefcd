namespace Tieline.Webex;

/// <summary>
/// The access tokens of one Webex identity. The application implements it over its own store.
/// The client asks for a token before each request, and for another one once when the cloud answered 401.
/// </summary>
public interface IAccessTokens
{
    /// <summary>A token that is believed to be good. Cheap: it is called for every request.</summary>
    /// <exception cref="WebexException">There is none, or it could not be had.</exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Another token in the place of <paramref name="refusedToken"/>. Many callers may ask at once for the same refused token:
    /// the implementation refreshes once for all, and gives back the stored token at once when it is no longer the refused one.
    /// </summary>
    /// <exception cref="WebexException">Of kind <see cref="WebexErrorKind.Unauthorized"/> when the person must sign in again.</exception>
    ValueTask<string> RefreshAsync(string refusedToken, CancellationToken cancellationToken);
}
