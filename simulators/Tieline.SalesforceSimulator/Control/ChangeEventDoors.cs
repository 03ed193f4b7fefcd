using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Change events that no request causes: gaps and overflows.</summary>
internal static class ChangeEventDoors
{
    private static readonly string[] ChangeTypes = ["CREATE", "UPDATE", "DELETE", "UNDELETE"];

    public sealed record GapRequest(string? Object, string? ChangeType, string[]? Ids);

    public sealed record OverflowRequest(string? Object);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/changes/gap", (GapRequest request, SalesforceOrg org) => Gap(org, request));
        control.MapPost("/changes/overflow", (OverflowRequest request, SalesforceOrg org) =>
            Selected(org, request.Object) is { } name ? Send(org, name, [], "GAP_OVERFLOW") : PeopleDoors.Problem($"{request.Object} is not selected for change events"));
    }

    private static IResult Gap(SalesforceOrg org, GapRequest request)
    {
        if (Selected(org, request.Object) is not { } name) return PeopleDoors.Problem($"{request.Object} is not selected for change events");
        if (!ChangeTypes.Contains(request.ChangeType ?? "UPDATE")) return PeopleDoors.Problem($"changeType is one of {string.Join(", ", ChangeTypes)}");
        var prefix = org.Schema[name].KeyPrefix!;
        var ids = (request.Ids ?? []).Select(RecordIds.Normalize).ToList();
        if (ids.Exists(id => id?.StartsWith(prefix, StringComparison.Ordinal) != true)) return PeopleDoors.Problem($"ids are ids of {name}; left out: all its records ({prefix}*)");
        return Send(org, name, ids.Count == 0 ? [prefix + "*"] : [.. ids.OfType<string>()], "GAP_" + (request.ChangeType ?? "UPDATE"));
    }

    private static string? Selected(SalesforceOrg org, string? name) => org.Channels.Selected.FirstOrDefault(s => s.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IResult Send(SalesforceOrg org, string objectName, IReadOnlyList<string> ids, string changeType)
    {
        var body = ChangeBody.Bare(changeType);
        org.Run(() => new ChangeTransaction(org, new ChangeAuthor(org.Records.Rows("User").First().Id, "")).Send(objectName, ids, body, EventTopics.Everywhere(org, objectName, body)));
        org.Touch();
        return Results.Json(new { changeType, recordIds = ids });
    }
}
