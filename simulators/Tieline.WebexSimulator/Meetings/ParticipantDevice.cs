namespace Tieline.WebexSimulator.Meetings;

/// <summary>One stay of a participant, with the device it was on.</summary>
internal sealed record ParticipantDevice
{
    public const string Computer = "webex_meeting_center_win";
    public const string VideoSystem = "sip";

    public required string CorrelationId { get; init; }

    public string DeviceType { get; init; } = Computer;

    /// <summary>A stay by telephone has the number called from.</summary>
    public string? PhoneNumber { get; init; }

    public required DateTimeOffset JoinedTime { get; init; }

    public DateTimeOffset? LeftTime { get; init; }
}
