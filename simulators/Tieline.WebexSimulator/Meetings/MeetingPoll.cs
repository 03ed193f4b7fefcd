namespace Tieline.WebexSimulator.Meetings;

/// <summary>A poll of one question. <paramref name="Options"/> is empty when a short answer is asked for.</summary>
internal sealed record MeetingPoll(string Id, string QuestionId, string Title, string Type, string[] Options, int? Correct, DateTimeOffset Started)
{
    public DateTimeOffset? Ended { get; set; }

    public List<PollAnswer> Answers { get; init; } = [];
}

/// <summary>What one participant answered.</summary>
internal sealed record PollAnswer(string DisplayName, string? Email, string[] Answers);
