using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.People;

/// <summary>A licence that the organization has bought and gives to users.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/licenses</remarks>
internal sealed record License(string Key, string Name, string? SiteUrl = null)
{
    public const string Calling = "calling";
    public const string Meetings = "meetings";
    public const string Webinars = "webinars";
    public const int TotalUnits = 10_000;

    public static readonly License[] All =
    [
        new(Calling, "Webex Calling - Professional"), new(Meetings, "Meeting - Webex Meetings Suite", MeetingSite.Url),
        new(Webinars, "Meeting - Webex Webinars 1000", MeetingSite.Url),
    ];

    public static License? Find(string id, string organization) =>
        HydraId.Name(id) is { } name ? Array.Find(All, license => HydraId.Name(license.IdIn(organization)) == name) : null;

    /// <summary>The identifier of this licence in the organization with the uuid given.</summary>
    public string IdIn(string organization) => HydraId.Of("LICENSE", HydraId.Drawn(0, $"{organization} {Key}").ToString("D"));
}
