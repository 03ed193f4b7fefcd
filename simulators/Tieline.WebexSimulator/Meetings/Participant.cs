using Tieline.WebexSimulator.Meetings.Breakouts;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Somebody who is or was in a meeting. Who comes back has one row with several devices.</summary>
internal sealed record Participant
{
    public const string Lobby = "lobby";
    public const string Joined = "joined";
    public const string InBreakout = "breakoutSession";
    public const string Gone = "end";

    /// <summary>The last part of the participant's id, after the instance's.</summary>
    public required string Uuid { get; init; }

    /// <summary>Null for somebody who only telephoned in.</summary>
    public string? Email { get; init; }

    public required string DisplayName { get; init; }

    public bool Host { get; init; }

    public bool CoHost { get; init; }

    public bool Invited { get; init; }

    /// <summary>Speaks in a webinar; every other guest of one listens.</summary>
    public bool Panelist { get; init; }

    public bool Muted { get; set; }

    public bool Video { get; init; } = true;

    public string State { get; set; } = Joined;

    public string? SourceId { get; init; }

    public required DateTimeOffset JoinedTime { get; init; }

    public DateTimeOffset? LeftTime { get; set; }

    public List<ParticipantDevice> Devices { get; init; } = [];

    public List<BreakoutStay> Breakouts { get; init; } = [];
}
