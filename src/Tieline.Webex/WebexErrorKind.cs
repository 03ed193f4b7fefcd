namespace Tieline.Webex;

/// <summary>What kind of failure a request met, and so what the caller may do about it.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/basics">API errors</a>.</remarks>
public enum WebexErrorKind
{
    /// <summary>401, also after one refresh; or the sign-in server refused the refresh token. The person must sign in again.</summary>
    Unauthorized,

    /// <summary>403: understood but not allowed: a missing scope, licence or right. Repeating is of no use.</summary>
    Forbidden,

    /// <summary>404 or 410: not there, or not visible for this identity.</summary>
    NotFound,

    /// <summary>409: it is there already, or its state does not allow this.</summary>
    Conflict,

    /// <summary>400 and every other 4xx: the request is wrong. Repeating is of no use.</summary>
    Invalid,

    /// <summary>429: too many requests. Wait for <see cref="WebexException.RetryAfter"/>, or 15 seconds when it is absent.</summary>
    RateLimited,

    /// <summary>423: locked for now. Repeat later; <see cref="WebexException.RetryAfter"/> may be present.</summary>
    Locked,

    /// <summary>5xx, or an answer that makes no sense. Nothing was changed; repeat later.</summary>
    Unavailable,

    /// <summary>No answer, and nothing was changed: not connected, or a read that was cut or timed out. Repeat later.</summary>
    Unreachable,

    /// <summary>
    /// A command was sent and its answer was lost: cut, timed out, given up by a gateway, or unreadable.
    /// It may have been carried out, or may yet be. Look before repeating.
    /// </summary>
    Unsure,
}
