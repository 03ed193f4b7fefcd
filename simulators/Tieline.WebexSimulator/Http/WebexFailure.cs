namespace Tieline.WebexSimulator.Http;

/// <summary>A request that the cloud refuses, with the status and words of its answer.</summary>
internal sealed class WebexFailure(int status, string message, int? errorCode = null) : Exception(message)
{
    public int Status { get; } = status;

    public int? ErrorCode { get; } = errorCode;

    /// <summary>More than the message, in the list of errors; null repeats the message.</summary>
    public string? Description { get; init; }

    /// <summary>Seconds for a <c>Retry-After</c> header.</summary>
    public int? RetryAfter { get; init; }

    public static WebexFailure BadRequest(string message, int? errorCode = null) => new(400, message, errorCode);

    public static WebexFailure Unauthorized() =>
        new(401, "The request requires a valid access token set in the Authorization request header.");

    public static WebexFailure Forbidden(string message) => new(403, message);

    public static WebexFailure NotFound() => new(404, "The requested resource could not be found.");

    public static WebexFailure Conflict(string message) => new(409, message);
}
