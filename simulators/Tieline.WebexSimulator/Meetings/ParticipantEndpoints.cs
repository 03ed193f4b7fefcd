using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetingParticipants: for the host, or an administrator.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-participants</remarks>
internal sealed class ParticipantEndpoints(WebexCloud cloud)
{
    private static readonly TimeSpan LongestJoin = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestStart = TimeSpan.FromDays(31);

    private static readonly Shape QueryShape = Shape.Object(new Dictionary<string, Shape>
    {
        ["emails"] = Shape.List(Shape.Email, 1000), ["joinTimeFrom"] = Shape.Text(40, 1), ["joinTimeTo"] = Shape.Text(40, 1),
    });

    private static readonly Shape Change = Shape.Object(new Dictionary<string, Shape> { ["muted"] = Shape.Flag, ["admit"] = Shape.Flag, ["expel"] = Shape.Flag });

    private static readonly Shape Admission = Shape.Object(new Dictionary<string, Shape>
    {
        ["items"] = Shape.List(Shape.Object(new Dictionary<string, Shape> { ["participantId"] = Shape.Text(300, 1), ["breakoutSessionId"] = Shape.Text(100) }, "participantId"), 100),
    }, "items");

    private readonly ParticipantViews views = new(cloud);

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetingParticipants", MeetingAccess.ParticipantsRead, List);
        routes.Post("/meetingParticipants/query", MeetingAccess.ParticipantsRead, Query);
        routes.Get("/meetingParticipants/{id}", MeetingAccess.ParticipantsRead, Read);
        routes.Put("/meetingParticipants/{id}", MeetingAccess.ParticipantsWrite, Update);
        routes.Post("/meetingParticipants/admit", MeetingAccess.ParticipantsWrite, Admit);
    }

    private Reply List(CloudRequest request)
    {
        var (caller, instance, roster) = Asked(request);
        if (instance is null)
        {
            return Paging.Page(request, 0, _ => 0, 10, 100);
        }

        if (request.Query("breakoutSessionId") is { } session)
        {
            return Page(request, [.. roster!.All.Where(one => one.Breakouts.Exists(stay => stay.Id == session && (!instance.Live || stay.Left is null)))], instance, caller);
        }

        if (request.Query("joinTimeFrom") is null && request.Query("joinTimeTo") is null)
        {
            return Paging.Page(request, roster!.Count, index => views.Of(roster[index], instance, caller.Zone), 10, 100);
        }

        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now), LongestJoin, "joinTimeFrom", "joinTimeTo");
        return Page(request, [.. roster!.All.Where(one => range.Has(one.JoinedTime))], instance, caller);
    }

    private Reply Query(CloudRequest request)
    {
        QueryShape.Check(request.Body.Root, "The body");
        var (caller, instance, roster) = Asked(request);
        var zone = MeetingTime.Wanted(request);
        DateTimeOffset? Time(string name) => request.Body.OptionalText(name) is { } text ? MeetingTime.Read(text, zone, name) : null;
        var (from, to) = (Time("joinTimeFrom"), Time("joinTimeTo"));
        if (from > to || to - from > LongestJoin)
        {
            throw WebexFailure.BadRequest("joinTimeFrom must not be after joinTimeTo, and at most 90 days before it.");
        }

        if (instance is null)
        {
            return Paging.Page(request, 0, _ => 0, 10, 100);
        }

        var emails = request.Body.OptionalTexts("emails")?.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Page(request, [.. roster!.All.Where(one => (emails is null || emails.Contains(one.Email ?? "")) && !(one.JoinedTime < from) && !(one.JoinedTime >= to))], instance, caller);
    }

    private Reply Page(CloudRequest request, List<Participant> shown, MeetingInstance instance, MeetingCaller caller) =>
        Paging.Page(request, shown.Count, index => views.Of(shown[index], instance, caller.Zone), 10, 100);

    private Reply Read(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.ParticipantsRead);
        var (instance, participant) = Find(request.Route("id"), caller);
        return Reply.Ok(views.Of(participant, instance, caller.Zone));
    }

    private Reply Update(CloudRequest request)
    {
        Change.Check(request.Body.Root, "The body");
        var (instance, participant) = Live(request, request.Route("id"));
        if (request.Body.OptionalFlag("admit") is true)
        {
            cloud.LiveMeetings.Admit(instance, participant);
        }

        participant.Muted = request.Body.OptionalFlag("muted") ?? participant.Muted;
        var view = views.Of(participant, instance, TimeZoneInfo.Utc, updated: true);
        if (request.Body.OptionalFlag("expel") is true)
        {
            cloud.LiveMeetings.Leave(instance, participant);
        }

        cloud.Changed();
        return Reply.Ok(view);
    }

    private Reply Admit(CloudRequest request)
    {
        Admission.Check(request.Body.Root, "The body");
        var items = JsonNode.Parse(request.Body.Root.GetRawText())!["items"]!.AsArray();
        foreach (var (instance, participant) in items.Select(item => Live(request, item!["participantId"]!.GetValue<string>())).ToList())
        {
            cloud.LiveMeetings.Admit(instance, participant);
        }

        return Reply.NoContent;
    }

    private (MeetingCaller Caller, MeetingInstance? Instance, Roster? Roster) Asked(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.ParticipantsRead);
        var target = MeetingTarget.Find(cloud, MeetingTarget.Required(request, "meetingId"));
        if (!caller.WholeOrganization && !caller.Hosts(target.Series))
        {
            throw MeetingCaller.HostOnly();
        }

        var everything = new TimeRange(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var range = TimeRange.Read(request, everything, request.Query("meetingStartTimeFrom") is null && request.Query("meetingStartTimeTo") is null ? null : LongestStart,
            "meetingStartTimeFrom", "meetingStartTimeTo");
        var instance = target.Instance ?? cloud.Meetings.Of(target.Series)
            .LastOrDefault(one => range.Has(one.Started) && (target.Occurrence is null || one.OccurrenceKey == target.Occurrence.Key));
        return (caller, instance, instance is null ? null : new Roster(target.Series, instance));
    }

    private (MeetingInstance Instance, Participant Participant) Live(CloudRequest request, string id)
    {
        var found = Find(id, MeetingCaller.Of(request, cloud, MeetingAccess.ParticipantsWrite));
        return found.Instance.Live && found.Participant.State != Participant.Gone ? found : throw WebexFailure.Conflict("The participant is not in a meeting.");
    }

    private (MeetingInstance Instance, Participant Participant) Find(string id, MeetingCaller caller)
    {
        var split = id.LastIndexOf('_');
        var instance = split < 0 ? null : cloud.Meetings.FindInstance(id[..split]);
        if (instance is null || !(caller.WholeOrganization || caller.Hosts(cloud.Meetings.SeriesOf(instance))))
        {
            throw WebexFailure.NotFound();
        }

        var uuid = id[(split + 1)..];
        return (instance, instance.Participants.Find(one => one.Uuid == uuid)
            ?? new Roster(cloud.Meetings.SeriesOf(instance), instance).All.FirstOrDefault(one => one.Uuid == uuid) ?? throw WebexFailure.NotFound());
    }
}
