using System.Globalization;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Faults;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/clock, /control/usage, /control/reset.</summary>
internal sealed class TimeDoors(WebexCloud cloud, UsageLog usage, FaultBook faults)
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public void Map(ControlRoutes routes)
    {
        routes.Get("/clock", _ => View());
        routes.PostAsync("/clock", SetAsync);
        routes.Get("/usage", http => new { requests = usage.Since(Since(http)) });
        routes.Post("/reset", (_, body) =>
        {
            body.Only();
            cloud.Reset();
            usage.Clear();
            faults.Clear();
            return new { reset = true };
        });
    }

    public static long Since(HttpContext http) =>
        long.TryParse(http.Request.Query["since"].ToString(), CultureInfo.InvariantCulture, out var since) ? since : 0;

    private object View() => new { now = cloud.Clock.Now, mode = cloud.Clock.Stepped ? "stepped" : "running" };

    private async Task<object> SetAsync(HttpContext http, JsonBody body)
    {
        body.Only("mode", "now", "advanceSeconds");
        var mode = body.OptionalText("mode");
        if (mode is not (null or "running" or "stepped"))
        {
            throw WebexFailure.BadRequest("mode must be running or stepped.");
        }

        if (mode is not null)
        {
            cloud.Clock.SetStepped(mode == "stepped");
        }

        var target = Target(body);
        if (target is { } later && later >= cloud.Clock.Now)
        {
            await cloud.Clock.AdvanceAsync(later - cloud.Clock.Now, cloud.Road.IdleAsync, http.RequestAborted);
        }
        else if (target is { } earlier)
        {
            cloud.Clock.SetBack(earlier);
        }

        return View();
    }

    private DateTimeOffset? Target(JsonBody body)
    {
        if (body.OptionalText("now") is { } text)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now) && now >= Earliest && now <= Latest
                ? now
                : throw WebexFailure.BadRequest("now must be a time from 2000 to 2200, such as 2026-03-02T09:00:00Z.");
        }

        return body.OptionalSeconds("advanceSeconds") is { } seconds ? cloud.Clock.Now + TimeSpan.FromSeconds(seconds) : null;
    }
}
