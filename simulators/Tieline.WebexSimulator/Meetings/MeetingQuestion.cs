namespace Tieline.WebexSimulator.Meetings;

/// <summary>A question of the Q&amp;A with its answers.</summary>
internal sealed record MeetingQuestion(string Id, string DisplayName, string? Email, string Text)
{
    public List<SaidLine> Answers { get; init; } = [];
}
