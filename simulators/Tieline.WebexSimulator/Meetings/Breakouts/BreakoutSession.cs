namespace Tieline.WebexSimulator.Meetings.Breakouts;

/// <summary>A smaller group that a meeting will split into, with the e-mail addresses of those who go there.</summary>
internal sealed record BreakoutSession(string Id, string Name, string[] Invitees);
