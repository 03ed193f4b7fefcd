using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>What a rejected caller meets. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<RejectAction>))]
public readonly record struct RejectAction(string Value) : IOpenWord<RejectAction>
{
    /// <summary>Busy treatment, usually voicemail: the default.</summary>
    public static RejectAction Busy => new("busy");

    /// <summary>Unreachable treatment.</summary>
    public static RejectAction TemporarilyUnavailable => new("temporarilyUnavailable");

    /// <summary>This device stops ringing, the caller hears it ring on.</summary>
    public static RejectAction Ignore => new("ignore");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static RejectAction Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
