using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>Which of the three lists of the call history. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<CallHistoryType>))]
public readonly record struct CallHistoryType(string Value) : IOpenWord<CallHistoryType>
{
    /// <summary>Calls that the person made.</summary>
    public static CallHistoryType Placed => new("placed");

    /// <summary>Calls that the person did not take.</summary>
    public static CallHistoryType Missed => new("missed");

    /// <summary>Calls that the person took.</summary>
    public static CallHistoryType Received => new("received");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static CallHistoryType Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
