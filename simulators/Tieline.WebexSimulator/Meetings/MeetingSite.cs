using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Sites;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The organization's one Webex site, with what can be held there.</summary>
internal static class MeetingSite
{
    public const string Url = "nordlys.webex.example";
    public const string VideoAddress = "192.0.2.33";
    public const string CallInNumber = "+1-202-555-0100";
    public const int MeetingSession = 3;
    public const int WebinarSession = 214;
    public const string MeetingTemplate = "N2Y3ZGM4M2MtbWVldGluZy10ZW1wbGF0ZQ";
    public const string WebinarTemplate = "N2Y3ZGM4M2Mtd2ViaW5hci10ZW1wbGF0ZQ";

    public static readonly SessionType[] SessionTypes =
    [
        new($"{MeetingSession}", "PRO", "Webex Meetings Pro 1000", "meeting", 1000),
        new($"{WebinarSession}", "WBR", "Webex Webinars 100000", "webinar", 100_000),
    ];

    public static readonly MeetingTemplate[] Templates =
    [
        new(MeetingTemplate, "Webex Meetings Default", "en_US", Url, "meeting", true, true),
        new(WebinarTemplate, "Webex Webinars Default", "en_US", Url, "webinar", true, true),
    ];

    /// <summary>Refuses the name of any other site; null stands for the caller's own.</summary>
    public static void Demand(string? siteUrl)
    {
        if (siteUrl is not (null or Url))
        {
            throw WebexFailure.BadRequest("siteUrl is not one of the user's sites.");
        }
    }

    public static SessionType? FindSession(int id) => Array.Find(SessionTypes, type => type.Id == $"{id}");
}

/// <summary>A template that a meeting can be made from.</summary>
internal sealed record MeetingTemplate(string Id, string Name, string Locale, string SiteUrl, string TemplateType, bool IsDefault, bool IsStandard);
