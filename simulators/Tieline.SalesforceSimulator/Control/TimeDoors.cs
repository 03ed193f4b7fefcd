using Tieline.SalesforceSimulator.PubSub;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The org's clock, the usage log and the way back to the seed.</summary>
public static class TimeDoors
{
    public const double MostSeconds = 400.0 * 24 * 3600;
    internal static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public sealed record ClockRequest(string? Mode, string? Now, double? AdvanceSeconds);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/clock", (SalesforceOrg org) => Clock(org));
        control.MapPost("/clock", (ClockRequest request, SalesforceOrg org) => SetClockAsync(org, request));
        control.MapGet("/usage", (long? since, SalesforceOrg org) => new
        {
            requests = org.Usage.Since(since ?? 0).Select(r => new { index = r.Index, at = r.At, method = r.Method, path = r.Path, query = r.Query, status = r.Status, user = r.Caller.User, app = r.Caller.App, scope = r.Caller.Scope }),
        });
        control.MapPost("/reset", (SalesforceOrg org, FaultList faults, HeldRequests held, PubSubSettings settings, OpenSubscriptions subscriptions, SalesforceSimulatorOptions options) =>
        {
            faults.Clear();
            OrgSeed.Reset(org, options);
            settings.Reset();
            held.Reset();
            subscriptions.Cut(topic: null, PubSubRefusal.Unavailable);
            return Results.NoContent();
        });
    }

    private static object Clock(SalesforceOrg org) => new { mode = org.Clock.Stepped ? "stepped" : "running", now = org.Clock.Now };

    private static async Task<IResult> SetClockAsync(SalesforceOrg org, ClockRequest request)
    {
        if (request.Mode is not (null or "running" or "stepped")) return PeopleDoors.Problem("mode is running or stepped");
        if (request.AdvanceSeconds is < 0 or > MostSeconds) return PeopleDoors.Problem("advanceSeconds lies between 0 and 34560000 (400 days)");
        var set = request.Now is null ? null : Moments.Moment(request.Now);
        if (request.Now is not null && (set is null || set < Earliest || set > Latest)) return PeopleDoors.Problem("now is an ISO instant from 2000 to 2200, such as 2026-10-01T10:00:00Z");
        if ((set ?? org.Clock.Now).AddSeconds(request.AdvanceSeconds ?? 0) > Latest) return PeopleDoors.Problem("the clock goes on to the year 2200 at most");
        if (request.Mode is { } mode) org.Clock.SetMode(mode == "stepped");
        if (set is { } now) await org.Clock.SetAsync(now);
        if (request.AdvanceSeconds is { } seconds) await org.Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds));
        org.Touch();
        return Results.Json(Clock(org));
    }
}
