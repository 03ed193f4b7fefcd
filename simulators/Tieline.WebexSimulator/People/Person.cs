using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieline.WebexSimulator.People;

/// <summary>A user of the simulated organization, a bot, or the machine account of a Service App.</summary>
internal sealed record Person
{
    public required string Id { get; init; }

    public required string Email { get; set; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    public string? Number { get; set; }

    public string? Extension { get; set; }

    /// <summary>Calls between people of one location are <c>location</c> calls, others of the organization <c>organization</c> calls.</summary>
    public string Location { get; set; } = "Oakland";

    public string TimeZone { get; init; } = "America/Los_Angeles";

    /// <summary>Names of <see cref="Role"/>s.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>Keys of <see cref="License"/>s; whoever is added is licensed for all.</summary>
    public List<string> Licenses { get; set; } = [.. License.All.Select(license => license.Key)];

    public bool IsBot { get; init; }

    /// <summary>The machine account as which a Service App acts.</summary>
    public bool IsServiceApp { get; init; }

    /// <summary>What an administrator has written about the person.</summary>
    public Profile Profile { get; set; } = new();

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Modified { get; set; }

    public List<Endpoint> Endpoints { get; init; } = [];

    public string? PreferredEndpointId { get; set; }

    /// <summary>"Never", "Always", "Always with Pause/Resume" or "On Demand", as the person's call recording setting says.</summary>
    public string RecordingMode { get; set; } = "On Demand";

    /// <summary>The executive whose calls this person may push on; null for everybody who is no assistant.</summary>
    public string? ExecutiveId { get; set; }

    /// <summary>True: a call that arrives finds the line busy.</summary>
    public bool LineBusy { get; set; }

    /// <summary>What the person has changed on each page of the call settings.</summary>
    public Dictionary<string, JsonElement> CallSettings { get; init; } = [];

    /// <summary>A token that always works, with every scope this person could grant; a bot's own token.</summary>
    public required string ControlToken { get; set; }

    [JsonIgnore]
    public string DisplayName => Profile.DisplayName ?? $"{FirstName} {LastName}".Trim();

    [JsonIgnore]
    public bool IsAdmin => Roles.Contains(Role.FullAdministrator);

    /// <summary>Somebody with a password: neither a bot nor a machine account.</summary>
    [JsonIgnore]
    public bool IsHuman => !IsBot && !IsServiceApp;

    [JsonIgnore]
    public bool HasCalling => Has(License.Calling) && (Number is not null || Extension is not null);

    /// <summary>The endpoint that answers when the request names none: the preferred one, else the desk phone, else the app.</summary>
    [JsonIgnore]
    public Endpoint? PrimaryEndpoint =>
        Find(PreferredEndpointId) ?? Endpoints.Find(endpoint => endpoint.Type == Endpoint.Device) ?? Endpoints.FirstOrDefault();

    public bool Has(string license) => Licenses.Contains(license);

    public Endpoint? Find(string? endpointId) => Endpoints.Find(endpoint => endpoint.Id == endpointId);
}
