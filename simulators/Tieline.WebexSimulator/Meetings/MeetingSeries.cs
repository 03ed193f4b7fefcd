using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.Meetings.Surveys;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>A scheduled meeting or webinar, recurring or not: from it come the scheduled meetings and the instances.</summary>
/// <remarks>https://developer.webex.com/docs/meetings</remarks>
internal sealed record MeetingSeries
{
    public required string Id { get; init; }

    public required string Number { get; init; }

    public required string HostId { get; set; }

    /// <summary>Of the first occurrence.</summary>
    public required DateTimeOffset Start { get; set; }

    public required TimeSpan Length { get; set; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The integration that made it: only that one sees its integration tags.</summary>
    public required string ClientId { get; init; }

    /// <summary>The room of a meeting made at once for a room; such a meeting is not listed.</summary>
    public string? AdhocRoomId { get; set; }

    /// <summary>Everything that the maker set, and the defaults, as the cloud answers it.</summary>
    public required JsonObject Settings { get; init; }

    public List<Invitee> Invitees { get; init; } = [];

    public List<string> IntegrationTags { get; set; } = [];

    /// <summary>What differs from the series, by the occurrence's planned start.</summary>
    public Dictionary<string, OccurrenceChange> Changes { get; init; } = [];

    public RegistrationForm? Form { get; set; }

    public List<InvitationSource> Sources { get; init; } = [];

    public RegistrantBook Registrants { get; init; } = new();

    public long NextInvitee { get; set; } = 2_628_957;

    /// <summary>Removed by its maker; the instances that were held stay.</summary>
    public bool Deleted { get; set; }

    /// <summary>The host has left the organization: until an administrator gives the meeting to another one only administrators see it.</summary>
    public bool HostLeft { get; set; }

    /// <summary>The end of the host's personal room link, for a meeting held there.</summary>
    public string? PersonalRoomId { get; set; }

    /// <summary>Planned breakout sessions, by the occurrence's planned start; those of the whole series have an empty key.</summary>
    public Dictionary<string, List<BreakoutSession>> Breakouts { get; init; } = [];

    public Survey? Survey { get; set; }

    [JsonIgnore]
    public string Title => Text("title")!;

    [JsonIgnore]
    public TimeZoneInfo Zone => MeetingTime.Zone(Text("timezone"), "timezone");

    [JsonIgnore]
    public bool IsWebinar => Text("scheduledType") == "webinar";

    [JsonIgnore]
    public string HostKey => (Number.Aggregate(7, (sum, digit) => ((sum * 31) + digit) % 1_000_000)).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    public string? Text(string name) => Settings[name]?.GetValue<string>();

    public bool Flag(string name) => Settings[name]?.GetValue<bool>() ?? false;

    /// <summary>The occurrences are those of the series again, as the cloud has it once the series is held at other times.</summary>
    public void EndExceptions()
    {
        Changes.Clear();
        foreach (var key in Breakouts.Keys.Where(key => key.Length > 0).ToList())
        {
            Breakouts.Remove(key);
        }
    }

    public Invitee? Invited(string email) => Invitees.Find(invitee => string.Equals(invitee.Email, email, StringComparison.OrdinalIgnoreCase));
}
