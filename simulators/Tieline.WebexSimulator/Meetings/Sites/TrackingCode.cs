namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>A code by which the site's administrators count meetings.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/tracking-codes/create-a-tracking-code</remarks>
internal sealed record TrackingCode(
    string Id, string Name, string SiteUrl, TrackingCodeOption[] Options, string InputMode, string HostProfileCode, ServiceCode[] ScheduleStartCodes)
{
    public const string All = "All";
    public static readonly string[] Services = [All, "MeetingCenter", "EventCenter", "TrainingCenter", "SupportCenter"];
    private static readonly string[] Unused = ["notUsed", "notApplicable"];

    /// <summary>How a service asks for the code: as all services do, or as it does itself.</summary>
    public string TypeFor(string service) => Of(All) is { } common && common != "notApplicable" ? common : Of(service) ?? "notUsed";

    public bool IsUsedBy(string service) => !Unused.Contains(TypeFor(service));

    /// <summary>As hosts see it when they schedule for a service.</summary>
    public object ForHosts(string service) => new { Id, Name, SiteUrl, Options, InputMode, Service = service, Type = TypeFor(service) };

    private string? Of(string service) => Array.Find(ScheduleStartCodes, code => code.Service == service)?.Type;
}

internal sealed record TrackingCodeOption(string Value, bool DefaultValue);

/// <summary>Whether a service asks for a tracking code.</summary>
internal sealed record ServiceCode(string Service, string Type);
