using System.Text.Json.Serialization;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.Meetings.Surveys;

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

    /// <summary>Something of it was recorded.</summary>
    public bool Recorded { get; set; }

    /// <summary>It is being recorded at the moment, or the recording pauses.</summary>
    public bool RecordingRuns { get; set; }

    public bool RecordingPauses { get; set; }

    /// <summary>Whoever comes waits in the lobby.</summary>
    public bool Locked { get; set; }

    /// <summary>SIP addresses that were rung up from the meeting.</summary>
    public List<Callout> Callouts { get; init; } = [];

    public int NextCallout { get; set; }

    public List<HeldBreakout> Breakouts { get; init; } = [];

    public List<SurveyAnswers> SurveyAnswers { get; init; } = [];

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

    public void StartRecording() => (Recorded, RecordingRuns, RecordingPauses) = (true, true, false);

    public void StopRecording() => (RecordingRuns, RecordingPauses) = (false, false);

    /// <summary>A call-out that still rings.</summary>
    public Callout? Ringing(string uuid, DateTimeOffset now) => Callouts.Find(one => one.Uuid == uuid && one.Ends > now);

    public Participant? Find(string? email) => email is null ? null : Participants.Find(one => string.Equals(one.Email, email, StringComparison.OrdinalIgnoreCase));
}
