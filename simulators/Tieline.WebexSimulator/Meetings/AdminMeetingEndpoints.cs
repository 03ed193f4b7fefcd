using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/admin/meetings: any meeting of the site, without what lets somebody in.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/list-meetings-by-an-admin</remarks>
internal sealed class AdminMeetingEndpoints(WebexCloud cloud)
{
    private static readonly string[] Hidden =
    [
        "agenda", "hostKey", "password", "phoneAndVideoSystemPassword", "panelistPassword", "phoneAndVideoSystemPanelistPassword", "webLink",
        "sipAddress", "dialInIpAddress", "registration", "registerLink", "hasSlido",
    ];

    public void Map(CloudRoutes routes)
    {
        routes.Get("/admin/meetings", MeetingAccess.AdminSchedulesRead, List);
        routes.Get("/admin/meetings/{id}", MeetingAccess.AdminSchedulesRead, Read);
    }

    private Reply List(CloudRequest request)
    {
        var (number, link, caller) = (request.Query("meetingNumber"), request.Query("webLink"), Admin(request));
        var current = request.OptionalQueryFlag("current") ?? true;
        if (number is null == link is null)
        {
            throw WebexFailure.BadRequest("Exactly one of meetingNumber and webLink must be given.");
        }

        var shown = cloud.Meetings.Series.Where(series => !series.Deleted && series.AdhocRoomId is null
            && (number is null ? MeetingViews.WebLink(series) == link : series.Number == number)).ToList();
        return Reply.Ok(new { items = shown.Select(series => View(series, current, caller)) });
    }

    private Reply Read(CloudRequest request)
    {
        var (caller, current) = (Admin(request), request.OptionalQueryFlag("current") ?? false);
        var (series, occurrence, instance) = MeetingTarget.Find(cloud, request.Route("id"));
        if (instance is not null)
        {
            return MeetingStates.Shows(instance, cloud.Switches, cloud.Clock.Now) ? Reply.Ok(Open(cloud.MeetingViews.Instance(instance, caller))) : throw WebexFailure.NotFound();
        }

        return Reply.Ok(occurrence is null ? View(series, current, caller) : Open(cloud.MeetingViews.Occurrence(occurrence, caller)));
    }

    private JsonObject View(MeetingSeries series, bool current, MeetingCaller caller) => Open(
        current && Occurrences.Current(series, cloud.Clock.Now) is { } occurrence ? cloud.MeetingViews.Occurrence(occurrence, caller) : cloud.MeetingViews.Series(series, caller));

    private static JsonObject Open(JsonObject view)
    {
        Array.ForEach(Hidden, name => view.Remove(name));
        view["telephony"]!.AsObject().Remove("accessCode");
        return view;
    }

    private static MeetingCaller Admin(CloudRequest request) => new(request.Person, true, request.Token.AppId, MeetingTime.Wanted(request), null);
}
