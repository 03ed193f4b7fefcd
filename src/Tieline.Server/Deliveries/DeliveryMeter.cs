using System.Diagnostics.Metrics;

namespace Tieline.Server.Deliveries;

/// <summary>Figures of the deliveries, meter <c>Tieline.Deliveries</c>.</summary>
internal static class DeliveryMeter
{
    private static readonly Meter Meter = new("Tieline.Deliveries");

    private static readonly Counter<long> Tries = Meter.CreateCounter<long>("tieline.deliveries.tries", description: "Tries by outcome.");

    public static void Tried(Lane lane, DeliveryOutcome outcome) => Tries.Add(
        1, new("kind", lane.Kind), new("tenant", lane.TenantId), new("outcome", Name(outcome)));

    private static string Name(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.NotNeeded => "not_needed",
        DeliveryOutcome.Failed { Kind: FailureKind.Retry } => "retry",
        DeliveryOutcome.Failed { Kind: FailureKind.NeedsAdmin } => "needs_admin",
        DeliveryOutcome.Failed { Kind: FailureKind.Refused } => "refused",
        _ => "give_up",
    };
}
