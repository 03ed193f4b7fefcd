using System.Text.Json;

namespace Tieline.WebexSimulator.Http;

/// <summary>The cloud's answer to one request, written out at once, so that it shows the state of one moment.</summary>
internal sealed record Reply(int Status, byte[]? Body = null, string? Link = null)
{
    public static readonly Reply NoContent = new(204);

    public string ContentType { get; init; } = "application/json;charset=UTF-8";

    /// <summary>The other headers of the answer.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    public static Reply Ok(object body, string? link = null) => Of(200, body, link);

    public static Reply Created(object body) => Of(201, body);

    public static Reply Of(int status, object body, string? link = null) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options), link);

    public static Reply Failure(WebexFailure failure, string trackingId, string retryAfter) => Of(failure.Status, new
    {
        message = failure.Message,
        errors = new[] { new { description = failure.Description ?? failure.Message, errorCode = failure.ErrorCode } },
        trackingId,
    }) with { Headers = failure.RetryAfter is { } seconds && RetryAfter.Text(retryAfter, seconds) is { } text ? new() { ["Retry-After"] = text } : [] };

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.Headers.CacheControl = "no-cache";
        if (Link is not null)
        {
            http.Response.Headers.Link = Link;
        }

        foreach (var (name, value) in Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (Body is not null)
        {
            // A fault may have given the answer another one.
            http.Response.ContentType ??= ContentType;
            http.Response.ContentLength = Body.Length;
            await http.Response.Body.WriteAsync(Body, http.RequestAborted);
        }
    }
}
