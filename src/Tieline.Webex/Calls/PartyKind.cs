using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>From where the far end speaks (<c>callType</c>). Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<PartyKind>))]
public readonly record struct PartyKind(string Value) : IOpenWord<PartyKind>
{
    /// <summary>The same location.</summary>
    public static PartyKind Location => new("location");

    /// <summary>Another location of the same organization.</summary>
    public static PartyKind Organization => new("organization");

    /// <summary>Outside.</summary>
    public static PartyKind External => new("external");

    /// <summary>An emergency number.</summary>
    public static PartyKind Emergency => new("emergency");

    /// <summary>A repair number.</summary>
    public static PartyKind Repair => new("repair");

    /// <summary>Voice portal, feature codes and the like.</summary>
    public static PartyKind Other => new("other");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static PartyKind Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
