namespace Tieline.WebexSimulator.Meetings;

/// <summary>Something said or written by somebody in a meeting.</summary>
internal sealed record SaidLine(string Id, DateTimeOffset At, string DisplayName, string? Email, string Text);
