using Tieline.WebexSimulator.Meetings.Sites;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The meetings as the state file holds them. Registrants made from a seed are not in it, only their seed.</summary>
internal sealed record SavedMeetings(
    List<MeetingSeries> Series, List<MeetingInstance> Instances, List<PlannedStep> Plan, Dictionary<string, List<DateTimeOffset>> Creations, long NextInstance)
{
    /// <summary>Null in files of before there were settings of the site.</summary>
    public SavedSite? Site { get; init; }
}
