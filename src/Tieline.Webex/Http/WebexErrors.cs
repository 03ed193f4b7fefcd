using System.Net;
using System.Text.Json;

namespace Tieline.Webex.Http;

/// <summary>What an answer means when it is not the one hoped for.</summary>
internal static class WebexErrors
{
    public static WebexException From(WebexAnswer answer, WebexRequest request)
    {
        var (message, code, trackingId) = ReadBody(answer.Body);
        return new WebexException(KindOf(answer.Status, request.Changes), message ?? $"Webex answered {request.Operation} with {(int)answer.Status}.")
        {
            StatusCode = answer.Status,
            ErrorCode = code,
            SaidByWebex = message is not null,
            TrackingId = answer.TrackingId ?? trackingId,
            RetryAfter = RetryAfter.Parse(answer.RetryAfter, answer.Date),
        };
    }

    /// <summary>The sign-in server answers 400 as well as 401 when code or refresh token no longer serve: both mean that the person must come again.</summary>
    public static WebexException OfSignIn(WebexAnswer answer, WebexRequest request)
    {
        var (message, code, trackingId) = ReadBody(answer.Body);
        var kind = answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized ? WebexErrorKind.Unauthorized : KindOf(answer.Status, changes: false);
        return new WebexException(kind, message ?? $"Webex answered {request.Operation} with {(int)answer.Status}.")
        {
            StatusCode = answer.Status,
            ErrorCode = code,
            SaidByWebex = message is not null,
            TrackingId = answer.TrackingId ?? trackingId,
            RetryAfter = RetryAfter.Parse(answer.RetryAfter, answer.Date),
        };
    }

    /// <summary>The table. A gateway that gave up on a command (500, 502, 504) does not know whether it was carried out.</summary>
    public static WebexErrorKind KindOf(HttpStatusCode status, bool changes) => (int)status switch
    {
        401 => WebexErrorKind.Unauthorized,
        403 => WebexErrorKind.Forbidden,
        404 or 410 => WebexErrorKind.NotFound,
        409 => WebexErrorKind.Conflict,
        423 => WebexErrorKind.Locked,
        429 => WebexErrorKind.RateLimited,
        500 or 502 or 504 when changes => WebexErrorKind.Unsure,
        >= 500 => WebexErrorKind.Unavailable,
        >= 400 => WebexErrorKind.Invalid,
        _ => WebexErrorKind.Unavailable,
    };

    /// <summary>No whole answer came. Whether that leaves doubt depends on what was asked and how far it got.</summary>
    public static WebexException NoAnswer(HttpRequestMessage message, string text, Exception cause)
    {
        var harmless = message.Method == HttpMethod.Get || NeverLeft(message, cause);
        return harmless
            ? new WebexException(WebexErrorKind.Unreachable, text, cause)
            : new WebexException(WebexErrorKind.Unsure, text + " Whether the command was carried out is not known.", cause);
    }

    private static bool NeverLeft(HttpRequestMessage message, Exception cause) => cause switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => true,
        OperationCanceledException => message.Content is WatchedContent { SendingBegan: false },
        _ => false,
    };

    /// <summary>Three shapes are met: the API's own, the same with error codes, and the sign-in server's. Each part of each may be missing.</summary>
    private static (string? Message, string? Code, string? TrackingId) ReadBody(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            var first = root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
                ? errors[0]
                : default;
            return (
                Text(root, "message") ?? Text(first, "description") ?? Text(root, "error_description") ?? Text(root, "error"),
                Text(first, "errorCode") ?? Text(root, "errorCode") ?? Text(root, "error"),
                Text(root, "trackingId"));
        }
        catch (JsonException)
        {
            // A gateway's page or a cut body: the status alone speaks.
            return default;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
