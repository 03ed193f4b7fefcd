using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>How values stand in JSON, outwards.</summary>
public static class RestJson
{
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Pretty { get; } = new(Plain) { WriteIndented = true };

    private const string HalfPair = "Unexpected character: half of a surrogate pair";

    /// <summary>A name given twice would otherwise only be noticed when the object is read.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonNode Parse(string body, int mostLevels = 64)
    {
        if (body.Length == 0) throw Unreadable("The HTTP entity body is required, but this request has no entity body.");
        try
        {
            var json = JsonNode.Parse(body, documentOptions: Strict with { MaxDepth = mostLevels }) ?? throw Unreadable("Cannot deserialize from null");
            return body.Contains("\\ud", StringComparison.OrdinalIgnoreCase) && !IsWhole(json) ? throw Unreadable(HalfPair) : json;
        }
        catch (InvalidOperationException)
        {
            throw Unreadable(HalfPair);
        }
        catch (JsonException problem)
        {
            throw Unreadable($"Unexpected character at [line:{problem.LineNumber + 1}, column:{problem.BytePositionInLine + 1}]");
        }
    }

    /// <summary>False where half a surrogate pair is escaped, which would otherwise only be noticed when the text is read.</summary>
    private static bool IsWhole(JsonNode json)
    {
        try
        {
            ReadAll(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static SalesforceRefusal Unreadable(string message) => new(400, "JSON_PARSER_ERROR", message);

    /// <summary>One error; inside collections the code's member is called <c>statusCode</c>.</summary>
    public static JsonObject Error(SalesforceRefusal refusal, string codeMember)
    {
        var error = new JsonObject { ["message"] = refusal.Message, [codeMember] = refusal.ErrorCode };
        if (refusal.Fields is not null || codeMember == "statusCode") error["fields"] = new JsonArray([.. (refusal.Fields ?? []).Select(f => JsonValue.Create(f))]);
        if (refusal.DuplicateResult is { } duplicates) error["duplicateResult"] = duplicates.DeepClone();
        return error;
    }

    /// <summary>An encrypted text as it is shown to everybody: nobody here may view encrypted data.</summary>
    public static JsonNode? Masked(string? text) => text is null ? null : JsonValue.Create(new string('*', text.Length));

    public static JsonNode? Value(object? value, FieldType type) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        decimal number when type == FieldType.Int => JsonValue.Create((long)number),
        decimal number => JsonValue.Create(number + 0.0m),
        long number => JsonValue.Create(number),
        DateOnly date => JsonValue.Create(Date(date)),
        DateTimeOffset moment => JsonValue.Create(Moment(moment)),
        JsonNode node => node.DeepClone(),
        _ => throw new InvalidOperationException($"A record holds a value of type {value.GetType().Name}, which has no JSON form."),
    };

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2026-10-01T00:00:00.000+0000</c>.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    public static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => JsonValue.Create(v))]);

    private static void ReadAll(JsonNode? json)
    {
        if (json is JsonObject members) foreach (var (_, member) in members) ReadAll(member);
        else if (json is JsonArray items) foreach (var item in items) ReadAll(item);
        else if (json is JsonValue value) value.TryGetValue<string>(out _);
    }
}
