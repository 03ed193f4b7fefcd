using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>How many requests a day the org allows, and how long its saves take.</summary>
internal static class LimitDoors
{
    public sealed record LimitRequest(int? DailyRequests);

    public sealed record SavingRequest(double? TakesSeconds, double? WaitsSeconds);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/limits", Tell);
        control.MapPost("/limits", (LimitRequest request, SalesforceOrg org) =>
        {
            if (request.DailyRequests is not (>= 0 and { } limit)) return PeopleDoors.Problem("dailyRequests is at least 0");
            org.Usage.DailyLimit = limit;
            org.Touch();
            return Results.Json(Tell(org));
        });
        control.MapGet("/saving", (SalesforceOrg org) => org.Run(() => new
        {
            org.SaveTimes.TakesSeconds, org.SaveTimes.WaitsSeconds, saving = org.Locks.HoldersBeside(RuleDoors.Door),
        }));
        control.MapPost("/saving", (SavingRequest request, SalesforceOrg org) =>
        {
            var times = new SaveTimes(request.TakesSeconds ?? org.SaveTimes.TakesSeconds, request.WaitsSeconds ?? org.SaveTimes.WaitsSeconds);
            if (times.Problem is { } problem) return PeopleDoors.Problem(problem);
            org.SaveTimes = times;
            org.Touch();
            return Results.Json(times);
        });
    }

    private static object Tell(SalesforceOrg org) => new { dailyRequests = org.Usage.DailyLimit, used = org.Usage.Count(org.Clock.Now) };
}
