using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Http;

/// <summary>How the cloud writes JSON: compact, nulls left out, no needless escapes, times in milliseconds with a Z.</summary>
/// <remarks>Receivers may verify a signature over parsed and re-serialized JSON, so the bytes must survive that.</remarks>
internal static class WireJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = new JavaScriptEscapes(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new MillisecondTime() },
    };

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed class MillisecondTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Time(value));
    }
}
