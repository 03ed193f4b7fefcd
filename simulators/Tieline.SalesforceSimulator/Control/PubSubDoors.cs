using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PubSub;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Where the Pub/Sub API is met, its times and limit, and cutting its subscriptions.</summary>
internal static class PubSubDoors
{
    private const double MostSeconds = 86400;

    public sealed record PubSubRequest(double? KeepaliveSeconds, double? IdleSeconds, int? DeliveryLimit);

    public sealed record CutRequest(string? Topic, string? Kind);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/ca.pem", (SalesforceOrg org) => Results.Text(org.Authority.Certificate, "application/x-pem-file"));
        control.MapGet("/pubsub", Tell);
        control.MapPost("/pubsub", (PubSubRequest request, SalesforceOrg org, PubSubAddresses addresses, PubSubSettings settings, OpenSubscriptions subscriptions) =>
        {
            if (request.KeepaliveSeconds is <= 0 or > MostSeconds || request.IdleSeconds is <= 0 or > MostSeconds) return PeopleDoors.Problem($"keepaliveSeconds and idleSeconds are above 0 and at most {MostSeconds}");
            if (request.DeliveryLimit < 0) return PeopleDoors.Problem("deliveryLimit is at least 0");
            if (request.KeepaliveSeconds is { } keepalive) settings.Keepalive = TimeSpan.FromSeconds(keepalive);
            if (request.IdleSeconds is { } idle) settings.Idle = TimeSpan.FromSeconds(idle);
            if (request.DeliveryLimit is { } limit) org.Deliveries.Limit = limit;
            org.Touch();
            return Results.Json(Tell(org, addresses, settings, subscriptions));
        });
        control.MapPost("/pubsub/cut", (CutRequest request, OpenSubscriptions subscriptions) => request.Kind is not null && !Fault.Kinds.Contains(request.Kind)
            ? PeopleDoors.Problem($"kind is one of {string.Join(", ", Fault.Kinds)}")
            : Results.Json(new { cut = subscriptions.Cut(request.Topic, () => DeliveryFaults.Refusal(request.Kind ?? "serverUnavailable")) }));
    }

    private static object Tell(SalesforceOrg org, PubSubAddresses addresses, PubSubSettings settings, OpenSubscriptions subscriptions) => new
    {
        tls = addresses.Tls, plain = addresses.Plain, keepaliveSeconds = settings.Keepalive.TotalSeconds, idleSeconds = settings.Idle.TotalSeconds,
        deliveryLimit = org.Deliveries.Limit, deliveriesRemaining = org.Deliveries.Remaining, selected = org.Channels.Selected, subscriptions = subscriptions.All.Select(s => new { topic = s.Topic }),
    };
}
