using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>A word out of a list that the vendor may lengthen at any time: known values are constants, unknown ones survive as they came.</summary>
public interface IOpenWord<TSelf>
    where TSelf : struct, IOpenWord<TSelf>
{
    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    string Value { get; }

    /// <summary>Makes one from the vendor's word.</summary>
    static abstract TSelf Of(string value);
}

/// <summary>Reads and writes an open word as a JSON string; anything else than a string becomes its raw text.</summary>
public sealed class OpenWordConverter<T> : JsonConverter<T>
    where T : struct, IOpenWord<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(LooseText.Read(ref reader) ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
