using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>Where a leg of a call stands. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<CallState>))]
public readonly record struct CallState(string Value) : IOpenWord<CallState>
{
    /// <summary>The far end is being reached.</summary>
    public static CallState Connecting => new("connecting");

    /// <summary>It rings: here for a terminator or a click-to-dial, there for an originator.</summary>
    public static CallState Alerting => new("alerting");

    /// <summary>They speak.</summary>
    public static CallState Connected => new("connected");

    /// <summary>This person holds the call.</summary>
    public static CallState Held => new("held");

    /// <summary>The far end holds the call.</summary>
    public static CallState RemoteHeld => new("remoteHeld");

    /// <summary>It is over.</summary>
    public static CallState Disconnected => new("disconnected");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static CallState Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
