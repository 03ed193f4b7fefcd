using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Hides single records from single users, in place of sharing rules.</summary>
public static class SharingDoors
{
    public sealed record HideRequest(string? User, string[]? Ids);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/hidden", (HideRequest request, SalesforceOrg org) => Hide(org, request));
        control.MapGet("/hidden", (SalesforceOrg org) => new { hidden = Hidden(org) });
        control.MapDelete("/hidden", (string? user, SalesforceOrg org) => Show(org, user));
    }

    private static IResult Hide(SalesforceOrg org, HideRequest request)
    {
        if (request is not { User: { } username, Ids: { Length: > 0 } ids }) return PeopleDoors.Problem("Say which user and which ids: {\"user\":\"ann.berg@nordlys.example\",\"ids\":[\"003...\"]}");
        if (org.UserNamed(username) is not { } user) return PeopleDoors.Problem($"No user is called {username}; see /control/users");
        if (ids.FirstOrDefault(id => org.Run(() => org.Records.Find(id)) is null) is { } unknown) return PeopleDoors.Problem($"There is no record {unknown}");
        org.Run(() => org.Hidden.Hide(user.Id, ids.Select(id => RecordIds.Normalize(id)!)));
        org.Touch();
        return Results.Json(new { hidden = Hidden(org) });
    }

    private static IResult Show(SalesforceOrg org, string? username)
    {
        var user = username is null ? null : org.UserNamed(username);
        if (username is not null && user is null) return PeopleDoors.Problem($"No user is called {username}; see /control/users");
        org.Run(() => org.Hidden.Show(user?.Id));
        org.Touch();
        return Results.NoContent();
    }

    private static object[] Hidden(SalesforceOrg org) => org.Run(() =>
        org.Hidden.All.Select(h => (object)new { user = org.Records.Find(h.Key)?.Text("Username"), ids = h.Value.Order(StringComparer.Ordinal).ToArray() }).ToArray());
}
