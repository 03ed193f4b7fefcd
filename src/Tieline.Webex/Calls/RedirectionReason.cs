using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>Why a call was led here from elsewhere. Unknown words survive; compare with the constants.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls">Webex</a>.</remarks>
[JsonConverter(typeof(OpenWordConverter<RedirectionReason>))]
public readonly record struct RedirectionReason(string Value) : IOpenWord<RedirectionReason>
{
    /// <summary>The other was busy.</summary>
    public static RedirectionReason Busy => new("busy");

    /// <summary>The other did not answer.</summary>
    public static RedirectionReason NoAnswer => new("noAnswer");

    /// <summary>The other could not be reached.</summary>
    public static RedirectionReason Unavailable => new("unavailable");

    /// <summary>The other forwards all calls.</summary>
    public static RedirectionReason Unconditional => new("unconditional");

    /// <summary>A schedule led it here.</summary>
    public static RedirectionReason TimeOfDay => new("timeOfDay");

    /// <summary>Someone diverted or transferred it while it rang.</summary>
    public static RedirectionReason Divert => new("divert");

    /// <summary>Simultaneous or sequential ring, or office anywhere.</summary>
    public static RedirectionReason FollowMe => new("followMe");

    /// <summary>A hunt group rings here.</summary>
    public static RedirectionReason HuntGroup => new("huntGroup");

    /// <summary>A call queue rings here.</summary>
    public static RedirectionReason CallQueue => new("callQueue");

    /// <summary>Not known.</summary>
    public static RedirectionReason Unknown => new("unknown");

    /// <summary>The word as the vendor writes it; empty when it was not given.</summary>
    public string Value { get => field ?? ""; } = string.IsNullOrEmpty(Value) ? null! : Value;

    /// <inheritdoc/>
    public static RedirectionReason Of(string value) => new(value);

    /// <summary>The word itself.</summary>
    public override string ToString() => Value;
}
