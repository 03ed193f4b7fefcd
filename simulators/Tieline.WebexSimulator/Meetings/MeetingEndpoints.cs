using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetings: make, read, list, change and cancel.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings</remarks>
internal sealed class MeetingEndpoints(WebexCloud cloud)
{
    private readonly MeetingList list = new(cloud);
    private readonly CreationLimit limit = new(cloud);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetings", MeetingAccess.SchedulesRead, list.Answer);
        routes.Post("/meetings", MeetingAccess.SchedulesWrite, Create);
        routes.Get("/meetings/{id}", MeetingAccess.SchedulesRead, Read);
        routes.Patch("/meetings/{id}", MeetingAccess.SchedulesWrite, Change);
        routes.Put("/meetings/{id}", MeetingAccess.SchedulesWrite, Change);
        routes.Delete("/meetings/{id}", MeetingAccess.SchedulesWrite, Delete);
        routes.Post("/meetings/{id}/end", MeetingAccess.SchedulesWrite, End);
    }

    private Reply Create(CloudRequest request)
    {
        var hostEmail = request.Body.Has("roomId") ? null : request.Body.OptionalText("hostEmail");
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite, hostEmail);
        limit.Count(request, caller.Person, hostEmail is not null);
        if (request.Body.Has("roomId") && !request.Token.Has(Access.All))
        {
            throw Access.Lacking(Access.All);
        }

        var series = cloud.Scheduling.Create(request.Body, caller.Person, caller.ClientId);
        return Reply.Ok(cloud.MeetingViews.Series(series, caller));
    }

    private Reply Read(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        var (series, occurrence, instance) = MeetingTarget.Find(cloud, request.Route("id"));
        var current = request.OptionalQueryFlag("current") ?? false;
        if (!caller.WholeOrganization && !caller.TakesPart(series) && (series.HostLeft || (!series.Flag("publicMeeting") && caller.Password != series.Text("password"))))
        {
            throw caller.Password is null || series.HostLeft ? WebexFailure.NotFound() : WebexFailure.Forbidden("The meeting password is not the right one.");
        }

        if (instance is not null)
        {
            return MeetingStates.Shows(instance, cloud.Switches, cloud.Clock.Now) ? Reply.Ok(cloud.MeetingViews.Instance(instance, caller)) : throw WebexFailure.NotFound();
        }

        occurrence ??= current ? Occurrences.Current(series, cloud.Clock.Now) : null;
        return Reply.Ok(occurrence is null ? cloud.MeetingViews.Series(series, caller) : cloud.MeetingViews.Occurrence(occurrence, caller));
    }

    private Reply Change(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite, request.Body.OptionalText("hostEmail"));
        var (series, occurrence) = Owned(request, caller);
        cloud.Scheduling.Change(series, occurrence, request.Body);
        return Reply.Ok(occurrence is null
            ? cloud.MeetingViews.Series(series, caller)
            : cloud.MeetingViews.Occurrence(Occurrences.Find(series, occurrence.Key)!, caller));
    }

    private Reply Delete(CloudRequest request)
    {
        _ = request.OptionalQueryFlag("sendEmail");
        var (series, occurrence) = Owned(request, MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite));
        cloud.Scheduling.Delete(series, occurrence);
        return Reply.NoContent;
    }

    private Reply End(CloudRequest request)
    {
        _ = request.Body.Only("reason").OptionalText("reason");
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite);
        var target = MeetingTarget.Find(cloud, request.Route("id"));
        Demand(caller, target.Series);
        cloud.LiveMeetings.End(target.LastInstance(cloud.Meetings) is { Live: true } running ? running : throw WebexFailure.Conflict("The meeting is not in progress."));
        return Reply.NoContent;
    }

    private (MeetingSeries Series, Occurrence? Occurrence) Owned(CloudRequest request, MeetingCaller caller)
    {
        var target = MeetingTarget.Find(cloud, request.Route("id"));
        Demand(caller, target.Series);
        return target.Instance is null
            ? (target.Series, target.Occurrence)
            : throw WebexFailure.Forbidden("A meeting that is in progress or has ended cannot be changed.");
    }

    private static void Demand(MeetingCaller caller, MeetingSeries series)
    {
        if (!caller.Hosts(series))
        {
            throw caller.Refusal(series);
        }
    }
}
