using System.Net;
using System.Text.Json;

namespace Tieline.Salesforce.Http;

/// <summary>What came back, read to its end.</summary>
internal sealed record SalesforceAnswer(
    HttpStatusCode Status, byte[] Body, string? LimitInfo, string? RetryAfter, DateTimeOffset? Date, DateTimeOffset? LastModified)
{
    private IReadOnlyList<SalesforceError>? _errors;

    /// <summary>2xx, or "not modified" which only conditional requests get.</summary>
    public bool IsGood => (int)Status is >= 200 and < 300 || Status == HttpStatusCode.NotModified;

    /// <summary>What the answer says is wrong; empty when it is good or unreadable.</summary>
    public IReadOnlyList<SalesforceError> Errors => _errors ??= IsGood ? [] : SalesforceErrors.ReadErrors(Body);

    /// <summary>Only this can be mended by another token. A session that may not use the API stays what it is.</summary>
    public bool SessionExpired => Status switch
    {
        HttpStatusCode.Unauthorized => Errors.Any(error => error.ErrorCode == "INVALID_SESSION_ID")
            && !Errors[0].Message.Contains("not valid for use", StringComparison.OrdinalIgnoreCase),
        HttpStatusCode.Forbidden => Errors.Any(error => error.ErrorCode == "Bad_OAuth_Token"),
        _ => false,
    };

    public static SalesforceAnswer From(HttpResponseMessage response, byte[] body) => new(
        response.StatusCode,
        body,
        Header(response, "Sforce-Limit-Info"),
        Header(response, "Retry-After"),
        response.Headers.Date,
        response.Content.Headers.LastModified);

    public T Read<T>(SalesforceRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, SalesforceJson.Options) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException unreadable)
        {
            var kind = request.Changes ? SalesforceErrorKind.Unsure : SalesforceErrorKind.Unavailable;
            throw new SalesforceException(kind, $"Salesforce answered {request.Operation} with {(int)Status} and a body that cannot be read.", unreadable)
            {
                StatusCode = Status,
            };
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
