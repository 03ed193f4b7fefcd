namespace Tieline.SalesforceSimulator.OAuth;

/// <summary>When users of a profile may sign in on one day of the week; with the same time twice the day is closed.</summary>
public sealed record LoginHours(string Profile, DayOfWeek Day, TimeOnly From, TimeOnly To);
