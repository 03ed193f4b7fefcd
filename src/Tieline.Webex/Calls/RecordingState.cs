using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>Whether the call is being recorded. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<RecordingState>))]
public readonly record struct RecordingState(string Value) : IOpenWord<RecordingState>
{
    /// <summary>Will begin when the call is connected.</summary>
    public static RecordingState Pending => new("pending");

    /// <summary>Is being recorded.</summary>
    public static RecordingState Started => new("started");

    /// <summary>Is paused.</summary>
    public static RecordingState Paused => new("paused");

    /// <summary>Was ended.</summary>
    public static RecordingState Stopped => new("stopped");

    /// <summary>Could not be recorded.</summary>
    public static RecordingState Failed => new("failed");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static RecordingState Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
