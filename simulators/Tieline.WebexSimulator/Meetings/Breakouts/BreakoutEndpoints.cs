using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Breakouts;

/// <summary>/v1/meetings/{id}/breakoutSessions: planned ones of a series or occurrence, open ones of a meeting in progress, held ones of an ended one.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/update-meeting-breakout-sessions</remarks>
internal sealed class BreakoutEndpoints(WebexCloud cloud)
{
    private const string Path = "/meetings/{id}/breakoutSessions";

    private static readonly Shape Change = Shape.Object(new Dictionary<string, Shape>
    {
        ["hostEmail"] = Shape.Email, ["sendEmail"] = Shape.Flag, ["items"] = BreakoutPlan.Sessions,
    });

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, MeetingAccess.SchedulesRead, List);
        routes.Put(Path, MeetingAccess.SchedulesWrite, Update);
        routes.Delete(Path, MeetingAccess.SchedulesWrite, Delete);
    }

    private Reply List(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        var target = MeetingTarget.Find(cloud, request.Route("id"));
        if (!caller.WholeOrganization && !caller.Leads(target.Series))
        {
            throw caller.Refusal(target.Series);
        }

        var instance = target.Instance ?? (target.LastInstance(cloud.Meetings) is { Live: true } running ? running : null);
        return Reply.Ok(new
        {
            items = instance is null
                ? BreakoutPlan.Of(target.Series, target.Occurrence?.Key).Select(Planned)
                : instance.Breakouts.Where(one => !instance.Live || one.Ended is null).Select(one => Held(one, instance.Live, caller.Zone)),
        });
    }

    private Reply Update(CloudRequest request)
    {
        Change.Check(request.Body.Root, "The body");
        var target = MeetingTarget.Planned(request, cloud, request.Body.OptionalText("hostEmail"));
        var sessions = BreakoutPlan.Read(request.Body, "items", target.Settings, cloud.Options.Seed, request.Route("id"));
        BreakoutPlan.Set(target.Series, target.Occurrence?.Key, sessions);
        target.OwnSettings()["enabledBreakoutSessions"] = sessions.Count > 0;
        cloud.Changed();
        return Reply.Ok(new { items = sessions.Select(Planned) });
    }

    private Reply Delete(CloudRequest request)
    {
        _ = request.OptionalQueryFlag("sendEmail");
        var target = MeetingTarget.Planned(request, cloud, null);
        BreakoutPlan.Set(target.Series, target.Occurrence?.Key, []);
        target.OwnSettings()["enabledBreakoutSessions"] = false;
        cloud.Changed();
        return Reply.NoContent;
    }

    private static JsonObject Planned(BreakoutSession session) => new()
    {
        ["id"] = session.Id, ["name"] = session.Name, ["invitees"] = new JsonArray([.. session.Invitees.Select(email => JsonValue.Create(email))]),
    };

    private static JsonObject Held(HeldBreakout session, bool live, TimeZoneInfo zone)
    {
        var view = new JsonObject { ["id"] = session.Id, ["name"] = session.Name };
        if (!live)
        {
            (view["startTime"], view["endTime"]) = (MeetingTime.Text(session.Started, zone), MeetingTime.Text(session.Ended!.Value, zone));
        }

        return view;
    }
}
