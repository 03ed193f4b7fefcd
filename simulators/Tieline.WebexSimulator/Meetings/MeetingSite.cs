namespace Tieline.WebexSimulator.Meetings;

/// <summary>The organization's one Webex site, with what can be held there.</summary>
internal static class MeetingSite
{
    public const string Url = "nordlys.webex.example";
    public const int MeetingSession = 3;
    public const int WebinarSession = 214;
    public const string MeetingTemplate = "N2Y3ZGM4M2MtbWVldGluZy10ZW1wbGF0ZQ";
    public const string WebinarTemplate = "N2Y3ZGM4M2Mtd2ViaW5hci10ZW1wbGF0ZQ";

    public static readonly SessionType[] SessionTypes =
    [
        new($"{MeetingSession}", "Webex Meetings Pro 1000", "meeting", 1000),
        new($"{WebinarSession}", "Webex Webinars 100000", "webinar", 100_000),
    ];

    public static readonly TrackingCode[] TrackingCodes =
    [
        new("ebf46d9b6db64f9d9a3f2d4cd0ad0001", "Department", Url, [new("Sales", true), new("Service", false)], "editableSelect", "All", "optional"),
    ];

    public static readonly MeetingTemplate[] Templates =
    [
        new(MeetingTemplate, "Webex Meetings Default", "en_US", Url, "meeting", true, true),
        new(WebinarTemplate, "Webex Webinars Default", "en_US", Url, "webinar", true, true),
    ];

    public static bool IsWebinarSession(int id) => SessionTypes.Any(type => type.Id == $"{id}" && type.Type == "webinar");
}

/// <summary>A kind of session that hosts may schedule.</summary>
internal sealed record SessionType(string Id, string Name, string Type, int AttendeesCapacity);

/// <summary>A template that a meeting can be made from.</summary>
internal sealed record MeetingTemplate(string Id, string Name, string Locale, string SiteUrl, string TemplateType, bool IsDefault, bool IsStandard);

/// <summary>A code by which the site's administrators count meetings.</summary>
internal sealed record TrackingCode(string Id, string Name, string SiteUrl, TrackingCodeOption[] Options, string InputMode, string Service, string Type);

internal sealed record TrackingCodeOption(string Value, bool DefaultValue);
