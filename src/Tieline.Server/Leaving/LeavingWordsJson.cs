using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.Server.Leaving;

/// <summary>As rows keep it. Rows that were written before sentences had keys hold a plain string: a cloud's own words.</summary>
internal sealed class LeavingWordsJson : JsonConverter<LeavingWords>
{
    public override LeavingWords Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return LeavingWords.Verbatim(reader.GetString()!);
        }

        var kept = JsonSerializer.Deserialize<Kept>(ref reader)!;
        return new LeavingWords(kept.Key, kept.Values);
    }

    public override void Write(Utf8JsonWriter writer, LeavingWords value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, new Kept(value.Key, value.Values));

    private sealed record Kept(string Key, string[] Values);
}
