using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Sites;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Session types, templates and tracking codes, as hosts see them.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/list-meeting-session-types</remarks>
internal sealed class SiteEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetings/sessionTypes", MeetingAccess.SchedulesRead, request => Checked(request, new { items = SessionTypes(request).Select(type => type.ForHosts) }));
        routes.Get("/meetings/sessionTypes/{type}", MeetingAccess.SchedulesRead, request =>
            Checked(request, (Array.Find(SessionTypes(request), one => one.Id == request.Route("type")) ?? throw WebexFailure.NotFound()).ForHosts));
        routes.Get("/meetings/templates", MeetingAccess.SchedulesRead, Templates);
        routes.Get("/meetings/templates/{template}", MeetingAccess.SchedulesRead, Template);
        routes.Get("/meetings/trackingCodes", MeetingAccess.SchedulesRead, TrackingCodes);
    }

    private SessionType[] SessionTypes(CloudRequest request) => cloud.Meetings.Site.SessionTypes(MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead).Person);

    private static Reply Checked(CloudRequest request, object answer)
    {
        MeetingSite.Demand(request.Query("siteUrl"));
        return Reply.Ok(answer);
    }

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

    private Reply TrackingCodes(CloudRequest request)
    {
        _ = MeetingTarget.Required(request, "service");
        var service = request.QueryAmong("service", TrackingCode.Services)!;
        return Checked(request, new { items = cloud.Meetings.Site.TrackingCodes.Where(code => code.IsUsedBy(service)).Select(code => code.ForHosts(service)) });
    }
}
