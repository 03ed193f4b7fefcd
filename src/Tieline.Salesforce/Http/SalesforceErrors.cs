using System.Net;
using System.Text.Json;

namespace Tieline.Salesforce.Http;

/// <summary>What an answer means when it is not the one hoped for.</summary>
internal static class SalesforceErrors
{
    public static SalesforceException From(SalesforceAnswer answer, SalesforceRequest request)
    {
        var first = answer.Errors.Count > 0 ? answer.Errors[0] : null;
        var kind = answer.Status == HttpStatusCode.Unauthorized && !answer.SessionExpired && first?.ErrorCode == "INVALID_SESSION_ID"
            ? SalesforceErrorKind.Forbidden
            : KindOf(answer.Status, first?.ErrorCode, request.Changes);
        return new SalesforceException(kind, first?.Message ?? $"Salesforce answered {request.Operation} with {(int)answer.Status}.")
        {
            StatusCode = answer.Status,
            Errors = answer.Errors,
            RetryAfter = RetryAfter.Parse(answer.RetryAfter, answer.Date),
        };
    }

    /// <summary>Sign-in answers 400 for nearly everything; its word tells whether the user must come again or the app is set up wrongly.</summary>
    public static SalesforceException OfSignIn(SalesforceAnswer answer, string operation)
    {
        var first = answer.Errors.Count > 0 ? answer.Errors[0] : null;
        var kind = first?.ErrorCode switch
        {
            "invalid_grant" => SalesforceErrorKind.SessionExpired,
            "rate_limit_exceeded" => SalesforceErrorKind.ApiLimit,
            "inactive_user" or "inactive_org" or "OAUTH_APP_ACCESS_DENIED" or "OAUTH_APP_BLOCKED" => SalesforceErrorKind.Forbidden,
            null => KindOf(answer.Status, null, changes: false),
            "unknown_error" => SalesforceErrorKind.Unavailable, // "retry your request"
            _ when (int)answer.Status >= 500 => SalesforceErrorKind.Unavailable,
            _ => SalesforceErrorKind.Invalid,
        };
        return new SalesforceException(kind, first?.Message ?? $"Salesforce answered {operation} with {(int)answer.Status}.")
        {
            StatusCode = answer.Status,
            Errors = answer.Errors,
            RetryAfter = RetryAfter.Parse(answer.RetryAfter, answer.Date),
        };
    }

    /// <summary>
    /// The table: first by the vendor's word, then by status. A failure inside the cloud (500, 502, 504) after a change was sent
    /// leaves open whether the change was made.
    /// </summary>
    public static SalesforceErrorKind KindOf(HttpStatusCode? status, string? errorCode, bool changes) => (errorCode, (int?)status) switch
    {
        ("INVALID_SESSION_ID" or "INVALID_ACCESS_TOKEN" or "Bad_OAuth_Token", _) or (_, 401) => SalesforceErrorKind.SessionExpired,
        ("REQUEST_LIMIT_EXCEEDED" or "TOO_MANY_APEX_REQUESTS" or "TXN_SECURITY_METERING_ERROR", _) or (_, 429) => SalesforceErrorKind.ApiLimit,
        ("UNABLE_TO_LOCK_ROW" or "UNABLE_TO_LOCK_RECORD" or "RECORD_IN_USE_BY_WORKFLOW", _) => SalesforceErrorKind.Locked,
        ("DUPLICATES_DETECTED" or "DUPLICATE_VALUE" or "DUPLICATE_EXTERNAL_ID" or "MULTIPLE_CHOICES" or "MULTIPLE_RECORDS_FOUND", _) or (_, 300) => SalesforceErrorKind.Duplicate,
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION" or "FIELD_FILTER_VALIDATION_EXCEPTION" or "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"
            or "CANNOT_EXECUTE_FLOW_TRIGGER" or "FLOW_EXCEPTION" or "CUSTOM_APEX_ERROR" or "ENTITY_IS_LOCKED" or "ENTITY_SAVE_VALIDATION_ERROR", _) => SalesforceErrorKind.RuleRefused,
        ("NOT_FOUND" or "ENTITY_IS_DELETED" or "RECORD_NOT_FOUND" or "MISSING_RECORD" or "RESOURCE_NOT_FOUND", _) or (_, 404 or 410) => SalesforceErrorKind.NotFound,
        ("REQUEST_TIMEOUT_OR_CONFLICT", _) when changes => SalesforceErrorKind.Unsure,
        ("SERVER_UNAVAILABLE" or "QUERY_TIMEOUT" or "REQUEST_TIMEOUT_OR_CONFLICT" or "FUNCTIONALITY_TEMPORARILY_UNAVAILABLE" or "ORG_IN_MAINTENANCE", _) or (_, 503) => SalesforceErrorKind.Unavailable,
        ("ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE", _) or (_, 409 or 412) => SalesforceErrorKind.Conflict,
        ("INSUFFICIENT_ACCESS" or "INSUFFICIENT_ACCESS_OR_READONLY" or "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY" or "TRANSFER_REQUIRES_READ", _) or (_, 403) => SalesforceErrorKind.Forbidden,
        (_, 500 or 502 or 504) when changes => SalesforceErrorKind.Unsure,
        (_, >= 500) or ("UNKNOWN_EXCEPTION" or "INTERNAL_ERROR" or "INTERNAL_SERVER_ERROR", _) => SalesforceErrorKind.Unavailable,
        (_, >= 400 or null) => SalesforceErrorKind.Invalid,
        _ => SalesforceErrorKind.Unavailable,
    };

    /// <summary>No whole answer came. Whether that leaves doubt depends on what was asked and how far it got.</summary>
    public static SalesforceException NoAnswer(HttpRequestMessage message, string text, Exception cause)
    {
        var changes = message.Options.TryGetValue(SalesforceRequest.ChangesKey, out var marked) ? marked : message.Method != HttpMethod.Get;
        return !changes || NeverLeft(message, cause)
            ? new SalesforceException(SalesforceErrorKind.Unreachable, text, cause)
            : new SalesforceException(SalesforceErrorKind.Unsure, text + " Whether the change was made is not known.", cause);
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

    /// <summary>Shapes met: an array of errors (the usual), one such object, OAuth's, an array of addresses (300), plain text (userinfo), a gateway's page.</summary>
    public static IReadOnlyList<SalesforceError> ReadErrors(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Array when root.GetArrayLength() > 0 && root[0].ValueKind == JsonValueKind.String =>
                    [new SalesforceError("MULTIPLE_CHOICES", $"The external id names {root.GetArrayLength()} records.", [])],
                JsonValueKind.Array => [.. root.EnumerateArray().Select(ReadError).OfType<SalesforceError>()],
                JsonValueKind.Object => ReadError(root) is { } error ? [error] : [],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return body.AsSpan().Trim("\r\n\t "u8).SequenceEqual("Bad_OAuth_Token"u8)
                ? [new SalesforceError("Bad_OAuth_Token", "The access token was refused.", [])]
                : [];
        }
    }

    /// <summary>One error, whichever of the words <c>errorCode</c>, <c>statusCode</c> or <c>error</c> it uses.</summary>
    internal static SalesforceError? ReadError(JsonElement element)
    {
        var code = Text(element, "errorCode") ?? Text(element, "statusCode") ?? Text(element, "error");
        var message = Text(element, "message") ?? Text(element, "error_description");
        return code is null && message is null
            ? null
            : new SalesforceError(code ?? "", message ?? code ?? "", ReadFields(element));
    }

    private static IReadOnlyList<string> ReadFields(JsonElement element) =>
        element.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? [.. fields.EnumerateArray().Select(field => field.ToString())]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
