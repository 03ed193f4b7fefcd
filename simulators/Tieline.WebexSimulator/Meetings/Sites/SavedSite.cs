namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>The site as the state file holds it.</summary>
internal sealed record SavedSite(Dictionary<string, SiteUser> Users, List<TrackingCode> TrackingCodes, int NextCode);
