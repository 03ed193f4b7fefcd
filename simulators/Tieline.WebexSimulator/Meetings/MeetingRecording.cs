namespace Tieline.WebexSimulator.Meetings;

/// <summary>The recording of an instance.</summary>
internal sealed record MeetingRecording
{
    public const string Available = "available";
    public const string Deleted = "deleted";
    public const string Purged = "purged";

    public required string Id { get; init; }

    public required string Password { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string Status { get; set; } = Available;
}
