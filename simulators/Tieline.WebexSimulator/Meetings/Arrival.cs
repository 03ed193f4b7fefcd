namespace Tieline.WebexSimulator.Meetings;

/// <summary>Who comes to a meeting, and how.</summary>
internal sealed record Arrival(string? Email, string? Name, string? Phone, bool Panelist = false, string? SourceId = null)
{
    public bool Is(string? email) => email is not null && string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
}
