using System.Text.Json.Serialization;

namespace Tieline.Webex;

/// <summary>One person's leg of a call. Two colleagues who speak have two of these, with one <see cref="CallSessionId"/>.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/get-call-details">Get call details</a>.</remarks>
public sealed record Call
{
    /// <summary>The leg. In a webhook it is called <c>callId</c>.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>What holds together the legs of one call.</summary>
    public string CallSessionId { get => field ?? ""; init; } = "";

    /// <summary>Which part this person has.</summary>
    public Personality Personality { get; init; }

    /// <summary>Where the leg stands.</summary>
    public CallState State { get; init; }

    /// <summary>The other end. It changes in mid-call when the call is transferred.</summary>
    public Party RemoteParty { get => field ?? new(); init; } = new();

    /// <summary>Which line key of the phone shows the call.</summary>
    public int? Appearance { get; init; }

    /// <summary>When the leg began.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was answered; null while it rings and when it never was.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>How it was led here, the latest step first; only while alerting.</summary>
    public IReadOnlyList<Redirection> Redirections { get => field ?? []; init; } = [];

    /// <summary>Set when it came back, for instance from park.</summary>
    public Recall? Recall { get; init; }

    /// <summary>Whether it is being recorded; empty when nothing was said about it.</summary>
    public RecordingState RecordingState { get; init; }

    /// <summary>Whether this leg can be muted through the API; depends on the device.</summary>
    public bool MuteCapable { get; init; }

    /// <summary>Whether it is muted.</summary>
    public bool Muted { get; init; }
}

/// <summary>A call that was begun by a command.</summary>
/// <param name="CallId">This person's leg.</param>
/// <param name="CallSessionId">The call.</param>
public sealed record PlacedCall([property: JsonRequired] string CallId, [property: JsonRequired] string CallSessionId);

/// <summary>An entry of the call history: neither call id nor duration is known to it. At most 20 of each type are kept.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/list-call-history">List call history</a>.</remarks>
public sealed record CallHistoryEntry
{
    /// <summary>Placed, missed or received.</summary>
    public CallHistoryType Type { get; init; }

    /// <summary>The other's name; null when withheld or unknown.</summary>
    public string? Name { get; init; }

    /// <summary>The other's number; null when withheld or unknown.</summary>
    public string? Number { get; init; }

    /// <summary>The other wishes not to be known.</summary>
    public bool PrivacyEnabled { get; init; }

    /// <summary>When it was placed, when it was answered (received), or when it ended (missed).</summary>
    public DateTimeOffset? Time { get; init; }
}
