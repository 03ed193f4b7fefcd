using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>/v1/meetings/{id}/registrants.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-registrants</remarks>
internal sealed class RegistrantEndpoints(WebexCloud cloud, RegistrationDesk desk)
{
    private const string Path = "/meetings/{id}/registrants";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public void Map(CloudRoutes routes)
    {
        routes.Get(Path, MeetingAccess.SchedulesRead, List);
        routes.Post(Path, MeetingAccess.SchedulesWrite, Register);
        routes.Post(Path + "/bulkInsert", MeetingAccess.SchedulesWrite, RegisterMany);
        routes.Post(Path + "/query", MeetingAccess.SchedulesRead, Query);
        routes.Get(Path + "/{registrant}", MeetingAccess.SchedulesRead, Read);
        routes.Delete(Path + "/{registrant}", MeetingAccess.SchedulesWrite, Delete);
        routes.Post(Path + "/approve", MeetingAccess.SchedulesWrite, request => Batch(request, (book, one) => book.SetStatus(one, Registrant.Approved)));
        routes.Post(Path + "/reject", MeetingAccess.SchedulesWrite, request => Batch(request, (book, one) => book.SetStatus(one, Registrant.Rejected)));
        routes.Post(Path + "/cancel", MeetingAccess.SchedulesWrite, request => Batch(request, (book, one) => book.Remove(one)));
        routes.Post(Path + "/bulkDelete", MeetingAccess.SchedulesWrite, request => Batch(request, (book, one) => book.Remove(one)));
    }

    private Reply List(CloudRequest request)
    {
        var (series, caller) = desk.Led(request, MeetingAccess.SchedulesRead);
        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now), Longest, "registrationTimeFrom", "registrationTimeTo");
        if (request.Query("email") is { } email)
        {
            var found = series.Registrants.FindByEmail(email) is { } one && range.Has(one.RegistrationTime) ? one : null;
            return Paging.Page(request, found is null ? 0 : 1, _ => found!.View(caller.Zone), 10, 100);
        }

        var (count, at) = series.Registrants.Between(range.From, range.To);
        return Paging.Page(request, count, index => at(index).View(caller.Zone), 10, 100);
    }

    private Reply Register(CloudRequest request)
    {
        RegistrationShapes.Registrant.Check(request.Body.Root, "The body");
        var (series, caller) = desk.Named(request, MeetingAccess.SchedulesWrite);
        return Reply.Ok(desk.Register(series, request.Body).View(caller.Zone, isNew: true));
    }

    private Reply RegisterMany(CloudRequest request)
    {
        RegistrationShapes.Registrants.Check(request.Body.Root, "The body");
        var (series, caller) = desk.Led(request, MeetingAccess.SchedulesWrite);
        return Reply.Ok(new { items = desk.RegisterAll(series, request.Body.Root.GetProperty("items")).Select(one => one.View(caller.Zone, isNew: true)) });
    }

    private Reply Query(CloudRequest request)
    {
        RegistrationShapes.Query.Check(request.Body.Root, "The body");
        var (series, caller) = desk.Led(request, MeetingAccess.SchedulesRead);
        var status = request.Body.OptionalText("status");
        var emails = request.Body.OptionalTexts("emails")!.Distinct(StringComparer.OrdinalIgnoreCase);
        var found = emails.Select(series.Registrants.FindByEmail).OfType<Registrant>().Where(one => status is null || one.Status == status)
            .OrderBy(one => request.Body.OptionalText("orderBy") switch { "firstName" => one.FirstName, "lastName" => one.LastName, "status" => one.Status, _ => one.Email }, StringComparer.Ordinal).ToList();
        if (request.Body.OptionalText("orderType") is null or "DESC")
        {
            found.Reverse();
        }

        return Paging.Page(request, found.Count, index => found[index].View(caller.Zone), 10, 100);
    }

    private Reply Read(CloudRequest request)
    {
        var (series, caller) = desk.Led(request, MeetingAccess.SchedulesRead);
        return Reply.Ok(Find(series, request.Route("registrant")).View(caller.Zone));
    }

    private Reply Delete(CloudRequest request)
    {
        var (series, _) = desk.Led(request, MeetingAccess.SchedulesWrite);
        series.Registrants.Remove(Find(series, request.Route("registrant")));
        cloud.Changed();
        return Reply.NoContent;
    }

    private Reply Batch(CloudRequest request, Action<RegistrantBook, Registrant> act)
    {
        RegistrationShapes.Batch.Check(request.Body.Root, "The body");
        var (series, _) = desk.Led(request, MeetingAccess.SchedulesWrite);
        var ids = request.Body.Root.TryGetProperty("registrants", out var list) && list.ValueKind == System.Text.Json.JsonValueKind.Array
            ? list.EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Distinct().ToList() : [];
        foreach (var registrant in ids.Select(id => Find(series, id)).ToList())
        {
            act(series.Registrants, registrant);
        }

        cloud.Changed();
        return Reply.NoContent;
    }

    private static Registrant Find(MeetingSeries series, string id) => series.Registrants.Find(id) ?? throw WebexFailure.NotFound();
}
