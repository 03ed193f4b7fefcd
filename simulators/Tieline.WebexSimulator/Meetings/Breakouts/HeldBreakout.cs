namespace Tieline.WebexSimulator.Meetings.Breakouts;

/// <summary>A breakout session that is or was held in an instance.</summary>
internal sealed record HeldBreakout(string Id, string Name, string[] Invitees, DateTimeOffset Started)
{
    public DateTimeOffset? Ended { get; set; }
}

/// <summary>A participant's stay in a breakout session.</summary>
internal sealed record BreakoutStay(string Id, string Name, DateTimeOffset Joined)
{
    public DateTimeOffset? Left { get; set; }
}
