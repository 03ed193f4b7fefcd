using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Session types, templates, tracking codes and the list of sites.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/list-meeting-session-types</remarks>
internal sealed class SiteEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetings/sessionTypes", MeetingAccess.SchedulesRead, request => Checked(request, new { items = MeetingSite.SessionTypes }));
        routes.Get("/meetings/sessionTypes/{type}", MeetingAccess.SchedulesRead, request =>
            Checked(request, Array.Find(MeetingSite.SessionTypes, one => one.Id == request.Route("type")) ?? throw WebexFailure.NotFound()));
        routes.Get("/meetings/templates", MeetingAccess.SchedulesRead, Templates);
        routes.Get("/meetings/templates/{template}", MeetingAccess.SchedulesRead, Template);
        routes.Get("/meetings/trackingCodes", MeetingAccess.SchedulesRead, TrackingCodes);
        routes.Get("/meetingPreferences/sites", MeetingAccess.PreferencesRead, request =>
            Checked(request, new { sites = new[] { new Dictionary<string, object> { ["siteUrl"] = MeetingSite.Url, ["default"] = true } } }));
    }

    private static Reply Checked(CloudRequest request, object answer) => request.Query("siteUrl") is null or MeetingSite.Url
        ? Reply.Ok(answer)
        : throw WebexFailure.BadRequest("siteUrl is not one of the user's sites.");

    private static Reply Templates(CloudRequest request)
    {
        var type = request.QueryAmong("templateType", "meeting", "webinar");
        var (standard, usual) = (request.OptionalQueryFlag("isStandard"), request.OptionalQueryFlag("isDefault"));
        return Checked(request, new
        {
            items = MeetingSite.Templates.Where(one => (type is null || one.TemplateType == type) && (standard ?? one.IsStandard) == one.IsStandard
                && (usual ?? one.IsDefault) == one.IsDefault && (request.Query("locale") is not { } locale || locale == one.Locale)),
        });
    }

    private Reply Template(CloudRequest request)
    {
        var template = Array.Find(MeetingSite.Templates, one => one.Id == request.Route("template")) ?? throw WebexFailure.NotFound();
        var zone = MeetingTime.Wanted(request);
        var start = MeetingRules.Minute(cloud.Clock.Now.AddHours(1));
        var meeting = MeetingDefaults.Settings(template.Name, "", template.TemplateType == "webinar");
        meeting.Remove("password");
        (meeting["start"], meeting["end"]) = (MeetingTime.Text(start, zone), MeetingTime.Text(start.AddHours(1), zone));
        return Reply.Ok(new { template.Id, template.Name, template.Locale, template.SiteUrl, template.TemplateType, template.IsDefault, template.IsStandard, meeting });
    }

    private static Reply TrackingCodes(CloudRequest request)
    {
        _ = MeetingTarget.Required(request, "service");
        var service = request.QueryAmong("service", "All", "MeetingCenter", "EventCenter", "TrainingCenter", "SupportCenter");
        return Checked(request, new { items = MeetingSite.TrackingCodes.Where(code => service == "All" || code.Service == service) });
    }
}
