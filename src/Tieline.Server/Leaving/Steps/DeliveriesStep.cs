using System.Globalization;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Waits until Salesforce shows everything, or drops what it does not show once the admin has typed so.</summary>
internal sealed class DeliveriesStep(DeliveryList deliveries, TenantRows rows, TielineOptions options, Clock clock) : ILeavingStep
{
    /// <summary>By then every server knows that the tenant leaves, so that none takes anything in any more.</summary>
    private static readonly TimeSpan AllServersKnow = TimeSpan.FromSeconds(45);

    public LeavingStep Step => LeavingStep.Deliveries;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        if (options.Cluster && clock.UtcNow - Moment.FromMicroseconds(row.StartedAt) < AllServersKnow)
        {
            return StepOutcome.Wait("LeavingWaitsServers");
        }

        if (row.IsDropped)
        {
            await deliveries.GiveUpAllAsync(row.TenantId, row.Who, cancellationToken);
        }

        var counts = await deliveries.CountAsync(row.TenantId, cancellationToken);
        var open = counts.Waiting + counts.Failing; // With the word given, only what is being sent at this moment.
        if (row.IsDropped && open == 0)
        {
            return counts.Dead == 0 ? StepOutcome.Done : StepOutcome.DoneExcept(new LeavingLeft(LeavingThing.Delivery, "", counts.Dead, "Dropped by the administrator's word."));
        }

        var calls = row.IsDropped ? 0 : await rows.OpenCallsAsync(row.TenantId, cancellationToken);
        return calls > 0 ? StepOutcome.Wait("LeavingWaitsCalls", Text(calls))
            : Leavings.Unsent(counts) > 0 ? StepOutcome.Wait("LeavingWaitsDeliveries", Text(counts.Waiting), Text(counts.Failing), Text(counts.Dead))
            : StepOutcome.Done;
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
