using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>In which state a series, a scheduled meeting and an instance are, and whether an instance can be seen yet.</summary>
/// <remarks>https://developer.webex.com/docs/meetings#meeting-states</remarks>
internal static class MeetingStates
{
    public static readonly string[] All = ["active", "scheduled", "ready", "lobby", "inProgress", "ended", "missed", "expired"];
    private static readonly TimeSpan ReadyBefore = TimeSpan.FromMinutes(15);

    public static string Of(MeetingSeries series, MeetingBook book, DateTimeOffset now) =>
        book.Live(series) is not null ? "inProgress" : Occurrences.Current(series, now) is null ? "expired" : "active";

    public static string Of(Occurrence occurrence, MeetingBook book, DateTimeOffset now)
    {
        var held = book.Of(occurrence.Series).Where(instance => instance.OccurrenceKey == occurrence.Key).ToList();
        return held switch
        {
            _ when held.Exists(instance => instance.Live) => held.Find(instance => instance.Live)!.Participants.TrueForAll(one => one.State == Participant.Lobby) ? "lobby" : "inProgress",
            { Count: > 0 } => "ended",
            _ when occurrence.End <= now => "missed",
            _ when occurrence.Start - ReadyBefore <= now => "ready",
            _ => "scheduled",
        };
    }

    public static string Of(MeetingInstance instance) => instance.Live ? "inProgress" : "ended";

    /// <summary>Instances are listed some time after they began and again after they ended.</summary>
    public static bool Shows(MeetingInstance instance, Switches switches, DateTimeOffset now) => instance.Ended is { } ended
        ? ended.AddSeconds(switches.EndedMeetingShowsAfterSeconds) <= now
        : instance.Started.AddSeconds(switches.RunningMeetingShowsAfterSeconds) <= now;
}
