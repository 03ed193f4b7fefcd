using System.Net;

namespace Tieline.Webex;

/// <summary>A request to Webex failed. This is the only exception that the client throws for what happens on the wire.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/basics">API errors</a>.</remarks>
public sealed class WebexException : Exception
{
    /// <summary>A failure of the given kind.</summary>
    public WebexException(WebexErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What it means for the caller.</summary>
    public WebexErrorKind Kind { get; }

    /// <summary>The same request may well succeed later: nobody answered, or not for now.</summary>
    public bool IsPassing => Kind
        is WebexErrorKind.RateLimited or WebexErrorKind.Locked or WebexErrorKind.Unavailable or WebexErrorKind.Unreachable or WebexErrorKind.Unsure;

    /// <summary>The status of the answer, null when there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The vendor's word for the error where it gives one: a number for calling errors, <c>invalid_grant</c> and the like for sign-in.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The message is Webex's own. Otherwise it is ours: no answer came, or one whose body is none of Webex's, as a gateway on the way gives it.</summary>
    public bool SaidByWebex { get; init; }

    /// <summary>The cloud's name for this request: what Webex support asks for.</summary>
    public string? TrackingId { get; init; }

    /// <summary>How long to wait before repeating, when the answer said so in a form that can be read. May be zero. At most a day.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
