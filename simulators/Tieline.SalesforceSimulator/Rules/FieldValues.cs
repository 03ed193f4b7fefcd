using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Turns a JSON value into what a record holds, or refuses as the cloud's JSON reader and save rules do.</summary>
public static class FieldValues
{
    private static readonly char[] Blanks = [.. Enumerable.Range(0, ' ' + 1).Select(c => (char)c)];

    public static object? Read(FieldDefinition field, JsonNode? json)
    {
        if (json is null) return field.Type == FieldType.Boolean ? throw Unreadable(field, "VALUE_NULL", "null") : null;
        if (json is not JsonValue value) throw Unreadable(field, json is JsonArray ? "START_ARRAY" : "START_OBJECT", "");
        return value.GetValueKind() switch
        {
            JsonValueKind.String => FromText(field, value.GetValue<string>()),
            JsonValueKind.Number => FromNumber(field, value),
            _ => FromFlag(field, value.GetValueKind() == JsonValueKind.True),
        };
    }

    /// <summary>A number as text, in any way of writing it; null when it is none.</summary>
    public static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// Without the blanks around it, which no text keeps; spaces that do not break are none.
    /// See https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
    /// </summary>
    public static string Trimmed(string text) => text.Trim(Blanks);

    private static object? FromText(FieldDefinition field, string text)
    {
        if (field.Type.IsText()) text = Trimmed(text);
        if (text.Length == 0 && field.Type != FieldType.Boolean) return null;
        return field.Type switch
        {
            FieldType.Boolean => bool.TryParse(text, out var flag) ? flag : throw Unreadable(field, "VALUE_STRING", text),
            FieldType.Int => decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && Math.Abs(whole) <= int.MaxValue ? whole : throw Unreadable(field, "VALUE_STRING", text),
            FieldType.Double or FieldType.Currency or FieldType.Percent => Number(text) ?? throw Unreadable(field, "VALUE_STRING", text),
            FieldType.Date => Moments.Date(text) ?? throw Unreadable(field, "VALUE_STRING", text),
            FieldType.Datetime => Moments.Moment(text) ?? throw Unreadable(field, "VALUE_STRING", text),
            FieldType.Time => Moments.Time(text) ?? throw Unreadable(field, "VALUE_STRING", text),
            FieldType.Base64 => Base64.IsValid(text) ? text : throw Unreadable(field, "VALUE_STRING", "that is not base64"),
            FieldType.Id or FieldType.Reference => RecordIds.Normalize(text) ?? throw WrongId(field, text),
            _ => text,
        };
    }

    private static object FromNumber(FieldDefinition field, JsonValue value)
    {
        var raw = value.ToJsonString();
        if (field.Type.IsText()) return raw;
        if (!field.Type.IsNumber() || !decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw Unreadable(field, "VALUE_NUMBER", raw);
        if (field.Type != FieldType.Int) return number;
        if (number != decimal.Truncate(number)) throw Unreadable(field, "VALUE_NUMBER_FLOAT", raw);
        return Math.Abs(number) <= int.MaxValue ? number : throw Unreadable(field, "VALUE_NUMBER_INT", raw);
    }

    private static object FromFlag(FieldDefinition field, bool flag) => field.Type switch
    {
        FieldType.Boolean => flag,
        _ when field.Type.IsText() => flag ? "true" : "false",
        _ => throw Unreadable(field, flag ? "VALUE_TRUE" : "VALUE_FALSE", flag ? "true" : "false"),
    };

    public static SalesforceRefusal WrongId(FieldDefinition field, string id) =>
        SalesforceRefusal.Bad("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {id}", field.Name);

    private static SalesforceRefusal Unreadable(FieldDefinition field, string token, string text) =>
        new(400, "JSON_PARSER_ERROR", $"Cannot deserialize instance of {Word(field.Type)} from {token} value {text} or request may be missing a required field at [{field.Name}]");

    private static string Word(FieldType type) => type.IsText() ? "string" : type.Word();
}
