using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Duplicate rules, assignment rules and rows that are locked.</summary>
internal static class RuleDoors
{
    internal const string Door = "control door";

    public sealed record DuplicateRequest(string? Name, string? Object, string? MatchObject, string[]? Fields, string? Action, string? Message);

    public sealed record AssignmentRequest(string? Object, string? Owner, string? Field, [property: System.Text.Json.Serialization.JsonPropertyName("equals")] string? Value, bool? Active);

    public sealed record LockRequest(string[]? Ids);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/duplicates", (DuplicateRequest request, SalesforceOrg org) => AddDuplicate(org, request));
        control.MapGet("/duplicates", (SalesforceOrg org) => org.Run(() => new { duplicates = org.Duplicates.All.ToArray() }));
        control.MapDelete("/duplicates", (SalesforceOrg org) => Clear(org, org.Duplicates.Clear));
        control.MapPost("/assignment", (AssignmentRequest request, SalesforceOrg org) => AddAssignment(org, request));
        control.MapGet("/assignment", (SalesforceOrg org) => org.Run(() => new { assignment = org.Assignments.ToArray() }));
        control.MapDelete("/assignment", (SalesforceOrg org) => Clear(org, () =>
        {
            foreach (var rule in org.Assignments) org.Records.Erase(org.Records.Find(rule.Id)!);
            org.Assignments.Clear();
        }));
        control.MapPost("/locks", (LockRequest request, SalesforceOrg org) => Lock(org, request));
        control.MapGet("/locks", (SalesforceOrg org) => org.Run(() => new { ids = org.Locks.HeldBy(Door).Order(StringComparer.Ordinal).ToArray() }));
        control.MapDelete("/locks", (SalesforceOrg org) => Clear(org, () => org.Locks.Release(Door)));
    }

    private static IResult AddDuplicate(SalesforceOrg org, DuplicateRequest request)
    {
        if (request.Object is null || org.Schema.Find(request.Object) is not { } definition) return PeopleDoors.Problem($"There is no object called {request.Object}");
        if (org.Schema.Find(request.MatchObject ?? definition.Name) is not { } match) return PeopleDoors.Problem($"There is no object called {request.MatchObject}");
        if (request.Fields is not { Length: > 0 } fields) return PeopleDoors.Problem("fields is a list of what must agree, such as [\"Email\"]");
        if (fields.FirstOrDefault(f => definition.Field(f)?.Type.IsText() != true || match.Field(f)?.Type.IsText() != true) is { } wrong) return PeopleDoors.Problem($"{definition.Name} and {match.Name} have no text called {wrong}");
        if (request.Action is not ("block" or "alert")) return PeopleDoors.Problem("action is block or alert");
        var name = request.Name ?? $"Standard_{definition.Name}_Duplicate_Rule";
        org.Run(() => org.Duplicates.Add(new DuplicateRule(name, definition.Name, match.Name, [.. fields.Select(f => definition.Field(f)!.Name)], request.Action == "block", request.Message ?? "Use one of these records?")));
        org.Touch();
        return Results.Json(new { name });
    }

    private static IResult AddAssignment(SalesforceOrg org, AssignmentRequest request)
    {
        if (request.Object is not ("Lead" or "Case")) return PeopleDoors.Problem("object is Lead or Case");
        var owner = org.UserNamed(request.Owner ?? "") ?? org.Run(() => org.Records.Rows("Group").FirstOrDefault(g => g.Text("Type") == "Queue" && g.Text("DeveloperName") == request.Owner));
        if (owner is null || (owner.ObjectName == "User" && !owner.Is("IsActive"))) return PeopleDoors.Problem($"No active user and no queue is called {request.Owner}");
        if (request.Field is not null && org.Schema[request.Object].Field(request.Field)?.Type.IsText() != true) return PeopleDoors.Problem($"{request.Object} has no text called {request.Field}");
        var id = org.Run(() =>
        {
            var row = SeedRows.Put(org, "AssignmentRule", ("Name", $"{request.Object} rule {org.Assignments.Count + 1}"), ("SobjectType", request.Object), ("Active", request.Active ?? true));
            org.Assignments.Add(new AssignmentRule(row.Id, request.Object, owner.Id, org.Schema[request.Object].Field(request.Field ?? "")?.Name, request.Value));
            return row.Id;
        });
        org.Touch();
        return Results.Json(new { id });
    }

    private static IResult Lock(SalesforceOrg org, LockRequest request)
    {
        if (request.Ids is not { Length: > 0 } ids) return PeopleDoors.Problem("ids is a list of records to lock");
        if (ids.FirstOrDefault(id => org.Run(() => org.Records.Find(id)) is null) is { } unknown) return PeopleDoors.Problem($"There is no record {unknown}");
        org.Run(() => org.Locks.Hold(Door, ids.Select(id => RecordIds.Normalize(id)!)));
        return Results.Json(new { ids });
    }

    private static IResult Clear(SalesforceOrg org, Action clear)
    {
        org.Run(clear);
        org.Touch();
        return Results.NoContent();
    }
}
