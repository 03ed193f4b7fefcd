using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.People;

/// <summary>A user of the simulated organization, a bot, or an administrator without a calling licence.</summary>
internal sealed record Person
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? Number { get; init; }

    public string? Extension { get; init; }

    /// <summary>Calls between people of one location are <c>location</c> calls, others of the organization <c>organization</c> calls.</summary>
    public string Location { get; init; } = "Oakland";

    public string TimeZone { get; init; } = "America/Los_Angeles";

    public bool IsAdmin { get; init; }

    public bool IsBot { get; init; }

    public required DateTimeOffset Created { get; init; }

    public List<Endpoint> Endpoints { get; init; } = [];

    public string? PreferredEndpointId { get; set; }

    /// <summary>"Never", "Always", "Always with Pause/Resume" or "On Demand", as the person's call recording setting says.</summary>
    public string RecordingMode { get; set; } = "On Demand";

    /// <summary>The executive whose calls this person may push on; null for everybody who is no assistant.</summary>
    public string? ExecutiveId { get; set; }

    /// <summary>True: a call that arrives finds the line busy.</summary>
    public bool LineBusy { get; set; }

    /// <summary>A token that always works, with every scope this person could grant.</summary>
    public required string ControlToken { get; init; }

    [JsonIgnore]
    public string DisplayName => $"{FirstName} {LastName}".Trim();

    [JsonIgnore]
    public bool HasCalling => Number is not null || Extension is not null;

    /// <summary>The endpoint that answers when the request names none: the preferred one, else the desk phone, else the app.</summary>
    [JsonIgnore]
    public Endpoint? PrimaryEndpoint =>
        Find(PreferredEndpointId) ?? Endpoints.Find(endpoint => endpoint.Type == Endpoint.Device) ?? Endpoints.FirstOrDefault();

    public Endpoint? Find(string? endpointId) => Endpoints.Find(endpoint => endpoint.Id == endpointId);
}
