using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Change events that no request causes (gaps, overflows), and what an administrator does in the recycle bin.</summary>
internal static class ChangeEventDoors
{
    private static readonly string[] ChangeTypes = ["CREATE", "UPDATE", "DELETE", "UNDELETE"];

    public sealed record GapRequest(string? Object, string? ChangeType, string[]? Ids);

    public sealed record OverflowRequest(string? Object);

    public sealed record UndeleteRequest(string[]? Ids, string? User);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/changes/gap", (GapRequest request, SalesforceOrg org) => Gap(org, request));
        control.MapPost("/changes/overflow", (OverflowRequest request, SalesforceOrg org) =>
            Selected(org, request.Object) is { } name ? Send(org, name, [], "GAP_OVERFLOW") : PeopleDoors.Problem($"{request.Object} is not selected for change events"));
        control.MapPost("/undelete", (UndeleteRequest request, SalesforceOrg org) => Undelete(org, request));
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

    private static IResult Undelete(SalesforceOrg org, UndeleteRequest request)
    {
        if (request.Ids is not { Length: > 0 } ids) return PeopleDoors.Problem("Say which: {\"ids\":[\"003...\"]}");
        if (request.User is not null && org.UserNamed(request.User) is null) return PeopleDoors.Problem($"No user is called {request.User}; see /control/users");
        return org.Run(() =>
        {
            var rows = ids.Select(id => org.Records.Find(id)).ToList();
            if (rows.Exists(r => r is not { IsDeleted: true })) return PeopleDoors.Problem("Each id is one of a record in the recycle bin");
            var userId = (request.User is null ? org.Records.Rows("User").First() : org.UserNamed(request.User)!).Id;
            foreach (var row in rows) new RecordWriter(org, userId).Undelete(row!);
            return Results.Json(new { undeleted = rows.Count });
        });
    }
}
