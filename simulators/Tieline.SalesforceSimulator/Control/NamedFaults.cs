using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>How a named fault sounds: in the REST API's words, and in those of the OAuth doors.</summary>
public static class NamedFaults
{
    public static RestAnswer Rest(string kind) => kind switch
    {
        "sessionExpired" => RestPipeline.SessionInvalid(),
        "requestLimitExceeded" => RestAnswer.Of(new SalesforceRefusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")),
        "lockRow" => RestAnswer.Of(SalesforceRefusal.Bad("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records: " + RecordIds.Make("001", 1))),
        "serverUnavailable" => RestAnswer.Of(new SalesforceRefusal(503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable. Try again later.")),
        "tooManyRequests" => RestAnswer.Of(new SalesforceRefusal(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests. Try again later.")),
        _ => RestAnswer.Of(new SalesforceRefusal(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (1234567890)")),
    };

    /// <summary><c>{"error","error_description"}</c>; a door that reads a Bearer token answers an ended session with plain text.</summary>
    public static IResult OAuth(string kind, PathString path) => kind switch
    {
        "sessionExpired" when path.StartsWithSegments("/services/oauth2/userinfo") || path.StartsWithSegments("/id") => Results.Text("Bad_OAuth_Token", statusCode: 403),
        "sessionExpired" => Problem(400, "invalid_grant", "expired access/refresh token"),
        "requestLimitExceeded" => Problem(400, "rate_limit_exceeded", "login rate exceeded"),
        "tooManyRequests" => Problem(429, "rate_limit_exceeded", "login rate exceeded"),
        "serverUnavailable" => Problem(503, "unknown_error", "retry your request"),
        "lockRow" => Problem(400, "unknown_error", "retry your request"),
        _ => Problem(500, "unknown_error", "retry your request"),
    };

    private static IResult Problem(int status, string error, string description) => Results.Json(new { error, error_description = description }, statusCode: status);
}
