using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Gives a picklist the values of an org of one's own.</summary>
public static class PicklistDoors
{
    /// <summary><c>Closed</c> counts for Task.Status, and for Lead.Status (where it means converted), <c>HighPriority</c> for Task.Priority.</summary>
    public sealed record ValueRequest(string? Value, string? Label, bool? Default, bool? Active, bool? Closed, bool? HighPriority);

    public sealed record PicklistRequest(string? Object, string? Field, ValueRequest[]? Values);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/picklists", (SalesforceOrg org) => org.Run(() => new { picklists = org.Picklists.All.ToArray() }));
        control.MapPost("/picklists", (PicklistRequest request, SalesforceOrg org) => Set(org, request));
    }

    private static IResult Set(SalesforceOrg org, PicklistRequest request)
    {
        if (request.Object is null || org.Schema.Find(request.Object) is not { } definition) return PeopleDoors.Problem($"There is no object called {request.Object}");
        if (definition.Field(request.Field ?? "") is not { } field || !field.Type.IsPicklist()) return PeopleDoors.Problem($"{definition.Name} has no picklist called {request.Field}");
        if (request.Values is not { Length: > 0 } values || values.Any(v => string.IsNullOrWhiteSpace(v.Value))) return PeopleDoors.Problem("values is a list such as [{\"value\":\"Done\",\"default\":true,\"closed\":true}]");
        if (values.Select(v => v.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Length || values.Count(v => v.Default == true) > 1) return PeopleDoors.Problem("a value stands once, and one at most is the default");
        org.Run(() => org.Picklists.Put(new PicklistChange(definition.Name, field.Name,
            [.. values.Select(v => new PicklistValue(v.Value!, v.Label ?? v.Value!, v.Default ?? false, v.Active ?? true))],
            [.. values.Where(v => v.Closed == true).Select(v => v.Value!)], [.. values.Where(v => v.HighPriority == true).Select(v => v.Value!)])));
        org.Touch();
        return Results.Json(new { values = values.Length });
    }
}
