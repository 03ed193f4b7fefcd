using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>Which part this person has in the call. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<Personality>))]
public readonly record struct Personality(string Value) : IOpenWord<Personality>
{
    /// <summary>Called.</summary>
    public static Personality Originator => new("originator");

    /// <summary>Was called.</summary>
    public static Personality Terminator => new("terminator");

    /// <summary>Dialled through the API; the person's own device rings first.</summary>
    public static Personality ClickToDial => new("clickToDial");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static Personality Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
