using System.Net;

namespace Tieline.Salesforce;

/// <summary>One thing that Salesforce says about a request or a record.</summary>
/// <param name="ErrorCode">The vendor's word, such as <c>FIELD_CUSTOM_VALIDATION_EXCEPTION</c>.</param>
/// <param name="Message">Its sentence; that of a validation rule is the admin's own.</param>
/// <param name="Fields">The fields it is about; may be empty.</param>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm">Status codes and error responses</a>.</remarks>
public sealed record SalesforceError(string ErrorCode, string Message, IReadOnlyList<string> Fields);

/// <summary>A request to Salesforce failed. This is the only exception that the client throws for what happens on the wire.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm">Status codes and error responses</a>.</remarks>
public sealed class SalesforceException : Exception
{
    /// <summary>A failure of the given kind.</summary>
    public SalesforceException(SalesforceErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What it means for the caller.</summary>
    public SalesforceErrorKind Kind { get; }

    /// <summary>The status of the answer, null when there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>All that the answer said; empty when it said nothing readable.</summary>
    public IReadOnlyList<SalesforceError> Errors { get; init; } = [];

    /// <summary>The first error's code; for sign-in the OAuth error such as <c>invalid_grant</c>; null when there is none.</summary>
    public string? ErrorCode => Errors.Count > 0 ? Errors[0].ErrorCode : null;

    /// <summary>The fields that the first error is about.</summary>
    public IReadOnlyList<string> Fields => Errors.Count > 0 ? Errors[0].Fields : [];

    /// <summary>How long to wait before repeating, when the answer said so in a form that can be read. At most a day.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
