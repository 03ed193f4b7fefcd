using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/webhook-delivery, /control/deliveries, /control/webhooks.</summary>
internal sealed class DeliveryDoors(WebexCloud cloud)
{
    public void Map(ControlRoutes routes)
    {
        routes.Get("/webhook-delivery", _ => cloud.DeliveryMode);
        routes.Post("/webhook-delivery", (_, body) =>
        {
            cloud.DeliveryMode = Read(body);
            cloud.OtherDeliveries.ChangeMode();
            return cloud.DeliveryMode;
        });
        routes.Post("/webhook-delivery/release", (_, body) =>
        {
            body.Only();
            var ofCalls = cloud.Switchboard.Book.Sessions.ToList().Sum(session => session.Deliveries.Release());
            return new { released = ofCalls + cloud.OtherDeliveries.Release() + cloud.MeetingEvents.Release() };
        });
        routes.Get("/deliveries", http => new { deliveries = cloud.Road.Since(TimeDoors.Since(http)) });
        routes.Get("/webhooks", _ => new { webhooks = cloud.Webhooks.All });
    }

    private static DeliveryMode Read(JsonBody body)
    {
        body.Only("mode", "lateSeconds", "lose", "seed");
        var mode = body.Text("mode");
        if (!DeliveryMode.Names.Contains(mode))
        {
            throw WebexFailure.BadRequest($"mode must be one of: {string.Join(", ", DeliveryMode.Names)}.");
        }

        return new DeliveryMode
        {
            Mode = mode,
            LateSeconds = body.OptionalSeconds("lateSeconds") ?? 180,
            Lose = Numbers(body),
            Seed = body.OptionalCount("seed") ?? 1,
        };
    }

    private static int[] Numbers(JsonBody body)
    {
        var list = body.OptionalItems("lose") ?? [];
        return Array.TrueForAll(list, item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))
            ? Array.ConvertAll(list, item => item.GetInt32())
            : throw WebexFailure.BadRequest("lose must be a list of numbers, counted from 0.");
    }
}
