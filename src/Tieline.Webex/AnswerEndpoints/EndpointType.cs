using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>What kind of thing rings. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/preferred-answer-endpoint">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<EndpointType>))]
public readonly record struct EndpointType(string Value) : IOpenWord<EndpointType>
{
    /// <summary>A desk phone or another device.</summary>
    public static EndpointType Device => new("DEVICE");

    /// <summary>The Webex app.</summary>
    public static EndpointType Application => new("APPLICATION");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static EndpointType Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
