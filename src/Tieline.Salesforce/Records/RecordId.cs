using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.Salesforce;

/// <summary>
/// A record's id. Given with 15 characters, which regard case, it is lengthened to 18, whose last three tell the case of the rest, so that
/// equal records are equal. 18 characters are kept as they come: whether they name a record the org says.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm#i1435616">Id field type</a>.</remarks>
[JsonConverter(typeof(RecordIdConverter))]
public readonly record struct RecordId
{
    private const string CheckCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private RecordId(string value) => Value = value;

    /// <summary>The 18 characters; empty for a default value.</summary>
    public string Value => field ?? "";

    /// <summary>The first three characters, which tell the object: <c>003</c> Contact, <c>00Q</c> Lead, <c>00T</c> Task.</summary>
    public string KeyPrefix => Value.Length == 18 ? Value[..3] : "";

    /// <summary>Reads an id of 15 or 18 letters and digits.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId id)
    {
        id = default;
        if (text is null || text.Length is not (15 or 18) || text.AsSpan().ContainsAnyExcept(Allowed))
        {
            return false;
        }

        id = new RecordId(text.Length == 18 ? text : text + Check(text));
        return true;
    }

    /// <summary>As <see cref="TryParse"/>, or an exception that says what is wrong.</summary>
    /// <exception cref="FormatException">It is no id.</exception>
    public static RecordId Parse(string? text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no Salesforce record id: that has 15 or 18 letters and digits.");

    /// <summary>The 18 characters.</summary>
    public override string ToString() => Value;

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Each of the three characters tells which of five letters are capitals.</summary>
    private static string Check(string text) => string.Create(3, text, static (check, id) =>
    {
        for (var group = 0; group < 3; group++)
        {
            var bits = 0;
            for (var place = 0; place < 5; place++)
            {
                bits |= char.IsAsciiLetterUpper(id[(group * 5) + place]) ? 1 << place : 0;
            }

            check[group] = CheckCharacters[bits];
        }
    });
}

internal sealed class RecordIdConverter : JsonConverter<RecordId>
{
    public override RecordId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && RecordId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a record id.");

    public override void Write(Utf8JsonWriter writer, RecordId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
