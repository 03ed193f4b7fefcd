using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Reading and setting the switches; those left out stay as they are.</summary>
public static class SwitchDoors
{
    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/switches", (SalesforceOrg org) => org.Run(() => org.Switches));
        control.MapPost("/switches", (JsonObject request, SalesforceOrg org) => Set(org, request));
    }

    private static IResult Set(SalesforceOrg org, JsonObject request)
    {
        if (org.Run(() => Change(org, request)) is { } problem) return PeopleDoors.Problem(problem);
        org.Touch();
        return Results.Json(org.Switches);
    }

    /// <summary>Why the request cannot be followed; null when it was.</summary>
    private static string? Change(SalesforceOrg org, JsonObject request)
    {
        var all = JsonSerializer.SerializeToNode(org.Switches, JsonSerializerOptions.Web)!.AsObject();
        foreach (var (name, value) in request)
        {
            if (!all.ContainsKey(name)) return $"there is no switch {name}; these are: {string.Join(", ", all.Select(each => each.Key))}";
            if (value is null) continue;
            if (value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) return $"{name} is true or false";
            all[name] = value.DeepClone();
        }

        var before = org.Switches.SharedActivities;
        org.Switches = all.Deserialize<Switches>(JsonSerializerOptions.Web)!;
        if (org.Switches.SharedActivities != before) SharedActivities.Switched(org);
        return null;
    }
}
