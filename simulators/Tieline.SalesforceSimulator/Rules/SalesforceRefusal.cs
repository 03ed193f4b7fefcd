using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// A refusal in the cloud's own words: an HTTP status and one error of the array
/// <c>[{"message","errorCode","fields"}]</c>. See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
/// </summary>
public sealed class SalesforceRefusal(int status, string errorCode, string message, params string[] fields) : Exception(message)
{
    public int Status { get; } = status;
    public string ErrorCode { get; } = errorCode;

    /// <summary>Fields the error is about; null leaves the member out of the answer.</summary>
    public IReadOnlyList<string>? Fields { get; init; } = fields.Length == 0 ? null : fields;

    /// <summary>The records that a duplicate rule found.</summary>
    public JsonObject? DuplicateResult { get; init; }

    public static SalesforceRefusal NotFound() => new(404, "NOT_FOUND", "The requested resource does not exist");

    /// <summary>The user may see the record, and no more.</summary>
    public static SalesforceRefusal NoAccess() => new(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id") { Fields = [] };

    public static SalesforceRefusal Bad(string errorCode, string message, params string[] fields) => new(400, errorCode, message, fields) { Fields = fields };

    /// <summary>A bad query or search: no <c>fields</c> member.</summary>
    public static SalesforceRefusal Query(string errorCode, string message) => new(400, errorCode, message);
}
