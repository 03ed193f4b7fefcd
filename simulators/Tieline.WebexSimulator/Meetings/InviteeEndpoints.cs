using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>/v1/meetingInvitees: those of a series; occurrences and instances answer their series' own.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-invitees</remarks>
internal sealed class InviteeEndpoints(WebexCloud cloud)
{
    private static readonly Dictionary<string, Shape> One = new(MeetingShapes.InviteeFields) { ["sendEmail"] = Shape.Flag };

    private static readonly Shape Bulk = Shape.Object(new Dictionary<string, Shape>
    {
        ["meetingId"] = Shape.Text(200, 1), ["hostEmail"] = Shape.Email, ["items"] = Shape.List(Shape.Object(One, "email"), MeetingShapes.MostInvitees),
    }, "meetingId");

    private static readonly Shape New = Shape.Object(new Dictionary<string, Shape>(One) { ["meetingId"] = Shape.Text(200, 1), ["hostEmail"] = Shape.Email }, "meetingId", "email");

    private static readonly Shape Changed = Shape.Object(new Dictionary<string, Shape>(One) { ["hostEmail"] = Shape.Email }, "email");

    public void Map(CloudRoutes routes)
    {
        routes.Get("/meetingInvitees", MeetingAccess.SchedulesRead, List);
        routes.Post("/meetingInvitees", MeetingAccess.SchedulesWrite, Create);
        routes.Post("/meetingInvitees/bulkInsert", MeetingAccess.SchedulesWrite, CreateMany);
        routes.Get("/meetingInvitees/{id}", MeetingAccess.SchedulesRead, request => Reply.Ok(View(Find(request, MeetingAccess.SchedulesRead, null))));
        routes.Put("/meetingInvitees/{id}", MeetingAccess.SchedulesWrite, Update);
        routes.Delete("/meetingInvitees/{id}", MeetingAccess.SchedulesWrite, Delete);
    }

    private Reply List(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        var id = MeetingTarget.Required(request, "meetingId");
        var series = MeetingTarget.Find(cloud, id).Series;
        if (!caller.WholeOrganization && !caller.TakesPart(series))
        {
            throw WebexFailure.NotFound();
        }

        var panelists = request.OptionalQueryFlag("panelist");
        var shown = series.Invitees.Where(one => panelists is not true || one.Panelist).ToList();
        return Paging.Page(request, shown.Count, index => View((series, shown[index], id)), 10, 100);
    }

    private Reply Create(CloudRequest request)
    {
        New.Check(request.Body.Root, "The body");
        var (series, id) = Owned(request);
        return Saved(View((series, Inviting.Add(series, cloud.Directory.Ever(series.HostId), request.Body), id)));
    }

    private Reply CreateMany(CloudRequest request)
    {
        Bulk.Check(request.Body.Root, "The body");
        var (series, id) = Owned(request);
        JsonBody[] items = request.Body.Root.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(one => new JsonBody(one))] : [];
        var (before, host) = (series.Invitees.Count, cloud.Directory.Ever(series.HostId));
        try
        {
            return Saved(new { items = items.Select(item => View((series, Inviting.Add(series, host, item), id))).ToList() });
        }
        catch (WebexFailure)
        {
            series.Invitees.RemoveRange(before, series.Invitees.Count - before);
            throw;
        }
    }

    private Reply Update(CloudRequest request)
    {
        Changed.Check(request.Body.Root, "The body");
        var (series, invitee, id) = Find(request, MeetingAccess.SchedulesWrite, request.Body.OptionalText("hostEmail"));
        var email = request.Body.Text("email");
        if (series.Invited(email) is { } other && other.Number != invitee.Number)
        {
            throw WebexFailure.Conflict($"{email} is an invitee of the meeting already.");
        }

        var changed = Inviting.Read(request.Body, email, invitee.Number);
        series.Invitees[series.Invitees.IndexOf(invitee)] = changed;
        return Saved(View((series, changed, id)));
    }

    private Reply Delete(CloudRequest request)
    {
        _ = request.OptionalQueryFlag("sendEmail");
        var (series, invitee, _) = Find(request, MeetingAccess.SchedulesWrite, null);
        series.Invitees.Remove(invitee);
        cloud.Changed();
        return Reply.NoContent;
    }

    private Reply Saved(object view)
    {
        cloud.Changed();
        return Reply.Ok(view);
    }

    private (MeetingSeries Series, string Id) Owned(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite, request.Body.OptionalText("hostEmail"));
        var target = MeetingTarget.Find(cloud, request.Body.Text("meetingId"));
        if (target.Instance is not null)
        {
            throw WebexFailure.Forbidden("A meeting that is in progress or has ended cannot be changed.");
        }

        return caller.Leads(target.Series) ? (target.Series, request.Body.Text("meetingId"))
            : throw MeetingCaller.HostOnly();
    }

    private (MeetingSeries Series, Invitee Invitee, string MeetingId) Find(CloudRequest request, Access access, string? hostEmail)
    {
        var caller = MeetingCaller.Of(request, cloud, access, hostEmail);
        var id = request.Route("id");
        var split = id.LastIndexOf('_');
        var series = MeetingTarget.Find(cloud, split < 0 ? id : id[..split]).Series;
        var invitee = series.Invitees.Find(one => $"{one.Number}" == id[(split + 1)..]);
        return invitee is not null && (caller.Leads(series) || caller.WholeOrganization) ? (series, invitee, id[..split]) : throw WebexFailure.NotFound();
    }

    private static object View((MeetingSeries Series, Invitee Invitee, string MeetingId) one) => new
    {
        id = $"{one.MeetingId}_{one.Invitee.Number}", email = one.Invitee.Email, displayName = one.Invitee.DisplayName, coHost = one.Invitee.CoHost,
        meetingId = one.MeetingId, panelist = one.Invitee.Panelist,
    };
}
