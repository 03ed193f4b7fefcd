using System.Net;
using System.Text.Json;

namespace Tieline.Webex.Http;

/// <summary>What came back, read to its end.</summary>
internal sealed record WebexAnswer(HttpStatusCode Status, byte[] Body, string? TrackingId, string? Link, string? RetryAfter, DateTimeOffset? Date)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public static WebexAnswer From(HttpResponseMessage response, byte[] body) => new(
        response.StatusCode,
        body,
        Header(response, "Trackingid"),
        Header(response, "Link"),
        Header(response, "Retry-After"),
        response.Headers.Date);

    public T Read<T>(WebexRequest request)
    {
        try
        {
            if (JsonSerializer.Deserialize<T>(Body, WebexJson.Options) is { } value)
            {
                return value;
            }

            throw new JsonException("The answer is null.");
        }
        catch (JsonException unreadable)
        {
            var kind = request.Changes ? WebexErrorKind.Unsure : WebexErrorKind.Unavailable;
            throw new WebexException(kind, $"Webex answered {request.Operation} with {(int)Status} and a body that cannot be read.", unreadable)
            {
                StatusCode = Status,
                TrackingId = TrackingId,
            };
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
