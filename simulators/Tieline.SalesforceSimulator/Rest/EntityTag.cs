using System.Security.Cryptography;
using System.Text;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>ETag</c>, <c>If-Match</c> and <c>If-None-Match</c>, which the cloud knows on rows of Account only: <c>"U5iWijwWbQD18jeiXwsqxeGpZQk=-gzip"</c>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_conditional.htm
/// </summary>
public static class EntityTag
{
    private const string Compressed = "-gzip";

    /// <summary>The tag of a row as it stands, or null for rows that have none.</summary>
    public static string? Of(RestCall call, ObjectDefinition definition, SalesforceRecord record)
    {
        if (definition.Name != "Account") return null;
        var row = RecordJson.Row(call.View with { BasePath = "" }, definition, record, definition.Fields).ToJsonString(RestJson.Plain);
        var tag = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(row)).AsSpan(0, 20));
        return call.Header("accept-encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true ? $"\"{tag}{Compressed}\"" : $"\"{tag}\"";
    }

    /// <summary>304, 412 or null (go on).</summary>
    public static RestAnswer? Read(RestCall call, string? tag)
    {
        if (tag is null) return null;
        if (call.Header("if-match") is { } wanted && !Names(wanted, tag)) return new RestAnswer(412);
        return call.Header("if-none-match") is { } known && Names(known, tag) ? new RestAnswer(304) { Headers = new Dictionary<string, string> { ["ETag"] = tag } } : null;
    }

    /// <summary>Refuses a write whose condition fails; what is no tag is refused too.</summary>
    public static void Write(RestCall call, string? tag)
    {
        if (tag is null) return;
        foreach (var (name, fails) in new[] { ("if-match", false), ("if-none-match", true) })
        {
            if (call.Header(name) is not { } header) continue;
            if (!header.Split(',').All(IsTag)) throw SalesforceRefusal.Query("BAD_REQUEST", $"{name} is not a list of entity tags such as \"U5iWijwWbQD18jeiXwsqxeGpZQk=\"");
            if (Names(header, tag) == fails) throw new SalesforceRefusal(412, "PRECONDITION_FAILED", $"The row does not meet {name}: {header}");
        }
    }

    private static bool IsTag(string text) => text.Trim() is "*" or ['"', _, .., '"'];

    private static bool Names(string header, string tag) => header.Split(',').Select(t => t.Trim()).Any(t => t == "*" || Plain(t) == Plain(tag));

    private static string Plain(string tag) => tag.Trim('"') is var bare && bare.EndsWith(Compressed, StringComparison.Ordinal) ? bare[..^Compressed.Length] : tag.Trim('"');
}
