using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>What the site keeps of one of its users: the own preferences, and what an administrator has set.</summary>
internal sealed record SiteUser
{
    /// <summary>The end of the personal room's link.</summary>
    public required string RoomId { get; set; }

    /// <summary>The number by which the personal room is joined.</summary>
    public required string RoomNumber { get; init; }

    public required JsonObject PersonalMeetingRoom { get; set; }

    public required JsonObject Audio { get; set; }

    public required JsonObject Video { get; set; }

    public required JsonObject SchedulingOptions { get; set; }

    /// <summary>Ids of the session types assigned; null while no administrator has assigned any.</summary>
    public string[]? SessionTypes { get; set; }

    /// <summary>Values by the tracking codes' ids.</summary>
    public Dictionary<string, string> TrackingCodes { get; set; } = [];
}
