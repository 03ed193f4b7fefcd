using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>A meeting that is or was held.</summary>
internal sealed record MeetingInstance
{
    public required string Id { get; init; }

    public required string SeriesId { get; init; }

    /// <summary>Of the occurrence that it was held for.</summary>
    public required string OccurrenceKey { get; init; }

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; set; }

    public bool Recorded { get; set; }

    public List<Participant> Participants { get; init; } = [];

    public List<MeetingQuestion> Questions { get; init; } = [];

    public List<MeetingPoll> Polls { get; init; } = [];

    public List<SaidLine> Chats { get; init; } = [];

    /// <summary>What was said aloud: the source of the transcript and the summary.</summary>
    public List<SaidLine> Spoken { get; init; } = [];

    public MeetingRecording? Recording { get; set; }

    public MeetingTranscript? Transcript { get; set; }

    public MeetingSummary? Summary { get; set; }

    [JsonIgnore]
    public bool Live => Ended is null;

    [JsonIgnore]
    public string ScheduledId => $"{SeriesId}_{OccurrenceKey}";

    public Participant? Find(string? email) => email is null ? null : Participants.Find(one => string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase));
}
