using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>What happened to a call, in the word of the webhook. The list is not published; treat an unknown word as <see cref="Updated"/>. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/guides/webhooks">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<CallEventType>))]
public readonly record struct CallEventType(string Value) : IOpenWord<CallEventType>
{
    /// <summary>A call came in.</summary>
    public static CallEventType Received => new("received");

    /// <summary>A call was made.</summary>
    public static CallEventType Originated => new("originated");

    /// <summary>Something about it changed, for instance on which device it rings.</summary>
    public static CallEventType Updated => new("updated");

    /// <summary>It was answered.</summary>
    public static CallEventType Answered => new("answered");

    /// <summary>It was held.</summary>
    public static CallEventType Held => new("held");

    /// <summary>It was resumed.</summary>
    public static CallEventType Resumed => new("resumed");

    /// <summary>Its recording began, paused, went on or ended.</summary>
    public static CallEventType Recording => new("recording");

    /// <summary>It was led elsewhere.</summary>
    public static CallEventType Forwarded => new("forwarded");

    /// <summary>It ended.</summary>
    public static CallEventType Disconnected => new("disconnected");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static CallEventType Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
