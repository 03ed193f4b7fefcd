namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>Where the meetings paths answer what the vendor's schemas do not say, each with the reason.</summary>
internal static class MeetingDeviations
{
    private const string OtherAnswers = "the list and the patch of the same document answer it; clients read it from all";
    private const string InGuide = "the vendor's guide and the parameter of the list name it";
    private const string Answered = "the create and the read of the same document answer it";

    private static readonly Dictionary<string, string> Table = new()
    {
        ["$.meetingSeriesId"] = OtherAnswers, ["$.scheduledMeetingId"] = OtherAnswers, ["$.isModified"] = OtherAnswers, ["$.hasRegistration"] = OtherAnswers,
        ["$.hasRegistrants"] = OtherAnswers, ["$.hasChat"] = OtherAnswers, ["$.hasRecording"] = OtherAnswers, ["$.hasTranscription"] = OtherAnswers,
        ["$.hasClosedCaption"] = OtherAnswers, ["$.hasPolls"] = OtherAnswers, ["$.hasQA"] = OtherAnswers, ["$.hasSlido"] = OtherAnswers,
        ["$.hasSummary"] = InGuide, ["$.items[].hasSummary"] = InGuide, ["$.items[].registerLink"] = Answered, ["$.registerLink"] = Answered,
    };

    public static IReadOnlySet<string> Places { get; } = Table.Keys.ToHashSet();
}
