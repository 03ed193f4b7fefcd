using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Interpreting;

/// <summary>/v1/meetings/{id}/interpreters, and whether the meeting is interpreted at all.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/create-a-meeting-interpreter</remarks>
internal sealed class InterpreterEndpoints(WebexCloud cloud)
{
    private const string Name = "simultaneousInterpretation";
    private const string Path = "/meetings/{id}/interpreters";

    private static readonly Shape One = Shape.Object(
        new Dictionary<string, Shape>(InterpreterShapes.Fields) { ["hostEmail"] = Shape.Email, ["sendEmail"] = Shape.Flag }, InterpreterShapes.Required);

    public void Map(CloudRoutes routes)
    {
        routes.Put("/meetings/{id}/simultaneousInterpretation", MeetingAccess.SchedulesWrite, Replace);
        routes.Get(Path, MeetingAccess.SchedulesRead, request => Reply.Ok(new { items = Read(request).Reverse() }));
        routes.Get(Path + "/{interpreter}", MeetingAccess.SchedulesRead, request => Reply.Ok(Find(Read(request), request)));
        routes.Post(Path, MeetingAccess.SchedulesWrite, Create);
        routes.Put(Path + "/{interpreter}", MeetingAccess.SchedulesWrite, Update);
        routes.Delete(Path + "/{interpreter}", MeetingAccess.SchedulesWrite, Delete);
    }

    private Reply Replace(CloudRequest request)
    {
        InterpreterShapes.Interpretation.Check(request.Body.Root, "The body");
        var target = MeetingTarget.Planned(request, cloud, null);
        var wanted = JsonNode.Parse(request.Body.Root.GetRawText())!.AsObject();
        InterpreterShapes.Number(wanted);
        DemandNoBreakouts(target, wanted["enabled"]!.GetValue<bool>());
        target.OwnSettings()[Name] = wanted;
        cloud.Changed();
        return Reply.Ok(wanted);
    }

    private Reply Create(CloudRequest request)
    {
        One.Check(request.Body.Root, "The body");
        var target = MeetingTarget.Planned(request, cloud, request.Body.OptionalText("hostEmail"));
        var known = Interpreters(target);
        DemandFree(known, request.Body.OptionalText("email"), null);
        var id = known.Select(one => int.Parse(Id(one), CultureInfo.InvariantCulture)).Append(0).Max() + 1;
        var made = InterpreterShapes.View($"{id}", request.Body);
        Change(target, interpreters => interpreters.Add(made));
        return Reply.Ok(made);
    }

    private Reply Update(CloudRequest request)
    {
        One.Check(request.Body.Root, "The body");
        var target = MeetingTarget.Planned(request, cloud, request.Body.OptionalText("hostEmail"));
        var known = Find(Interpreters(target), request);
        DemandFree(Interpreters(target), request.Body.OptionalText("email"), known);
        var changed = InterpreterShapes.View(Id(known), request.Body);
        Change(target, interpreters => interpreters[interpreters.IndexOf(Find(interpreters, request))] = changed);
        return Reply.Ok(changed);
    }

    private Reply Delete(CloudRequest request)
    {
        _ = request.OptionalQueryFlag("sendEmail");
        var target = MeetingTarget.Planned(request, cloud, null);
        _ = Find(Interpreters(target), request);
        Change(target, interpreters => interpreters.Remove(Find(interpreters, request)));
        return Reply.NoContent;
    }

    private JsonArray Read(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        var target = MeetingTarget.Find(cloud, request.Route("id"));
        if (!caller.WholeOrganization && !caller.Leads(target.Series))
        {
            throw caller.Refusal(target.Series);
        }

        return target.Settings[Name]?["interpreters"] as JsonArray ?? [];
    }

    private static JsonArray Interpreters(MeetingTarget target) => target.Settings[Name] is JsonObject interpretation && interpretation["enabled"]!.GetValue<bool>()
        ? interpretation["interpreters"] as JsonArray ?? []
        : throw WebexFailure.BadRequest("Simultaneous interpretation is not enabled for the meeting.");

    private void Change(MeetingTarget target, Action<JsonArray> change)
    {
        var interpretation = target.OwnSettings()[Name]!.AsObject();
        var interpreters = interpretation["interpreters"] as JsonArray ?? [];
        interpretation["interpreters"] ??= interpreters;
        change(interpreters);
        cloud.Changed();
    }

    private static void DemandNoBreakouts(MeetingTarget target, bool enabled)
    {
        if (enabled && Breakouts.BreakoutPlan.Of(target.Series, target.Occurrence?.Key).Count > 0)
        {
            throw WebexFailure.BadRequest("Breakout sessions are not supported for a meeting with simultaneous interpretation.");
        }
    }

    private static void DemandFree(JsonArray interpreters, string? email, JsonNode? except)
    {
        if (email is not null && interpreters.Any(one => one != except && string.Equals(one!["email"]?.GetValue<string>(), email, StringComparison.OrdinalIgnoreCase)))
        {
            throw WebexFailure.Conflict($"{email} is an interpreter of the meeting already.");
        }
    }

    private static JsonNode Find(JsonArray interpreters, CloudRequest request) =>
        interpreters.FirstOrDefault(one => Id(one) == request.Route("interpreter")) ?? throw WebexFailure.NotFound();

    private static string Id(JsonNode? interpreter) => interpreter!["id"]!.GetValue<string>();
}
