namespace Tieline.WebexSimulator.Meetings;

/// <summary>Somebody asked to a meeting; the host is none.</summary>
internal sealed record Invitee
{
    /// <summary>The last part of the invitee's id, after the meeting's.</summary>
    public required long Number { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public bool CoHost { get; init; }

    public bool Panelist { get; init; }
}
