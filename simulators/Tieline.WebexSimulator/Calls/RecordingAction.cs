namespace Tieline.WebexSimulator.Calls;

/// <summary>START, PAUSE, RESUME or STOP of a recording.</summary>
internal sealed record RecordingAction(string Action, DateTimeOffset Time)
{
    public const string Start = "START";
    public const string Pause = "PAUSE";
    public const string Resume = "RESUME";
    public const string Stop = "STOP";

    /// <summary>How long the tape ran.</summary>
    public static TimeSpan Recorded(IEnumerable<RecordingAction> actions)
    {
        var (total, since) = (TimeSpan.Zero, (DateTimeOffset?)null);
        foreach (var action in actions)
        {
            total += since is { } began ? action.Time - began : TimeSpan.Zero;
            since = action.Action is Start or Resume ? action.Time : null;
        }

        return total;
    }
}
