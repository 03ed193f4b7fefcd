using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>Somebody who registered for a meeting or webinar.</summary>
internal sealed record Registrant
{
    public const string Approved = "approved";
    public const string Pending = "pending";
    public const string Rejected = "rejected";

    public required string Id { get; init; }

    public required string Status { get; set; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }

    /// <summary>The six digits that an approved registrant joins with.</summary>
    public required string RegistrationId { get; init; }

    public required DateTimeOffset RegistrationTime { get; init; }

    public string? SourceId { get; init; }

    /// <summary>What else was answered: job title to fax, and the form's own questions.</summary>
    public JsonObject Details { get; init; } = [];

    [JsonIgnore]
    public string DisplayName => $"{FirstName} {LastName}";

    /// <summary>As the registrant's paths answer it; a new one is answered without registration and source id.</summary>
    public JsonObject View(TimeZoneInfo zone, bool isNew = false)
    {
        var view = new JsonObject { ["id"] = Id, ["status"] = Status, ["firstName"] = FirstName, ["lastName"] = LastName, ["email"] = Email };
        foreach (var (name, value) in Details)
        {
            view[name] = value?.DeepClone();
        }

        view["registrationTime"] = MeetingTime.Text(RegistrationTime, zone);
        if (!isNew)
        {
            view["registrationId"] = RegistrationId;
            if (SourceId is not null)
            {
                view["sourceId"] = SourceId;
            }
        }

        return view;
    }
}
