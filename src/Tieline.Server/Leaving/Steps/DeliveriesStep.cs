using System.Globalization;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Waits until all calls are over and Salesforce shows everything. What it does not show is dropped by the admin's word alone: <see cref="Leavings.DropAsync"/>.</summary>
internal sealed class DeliveriesStep(DeliveryList deliveries, TenantRows rows, TielineOptions options, Clock clock) : ILeavingStep
{
    /// <summary>By then every server knows that the tenant leaves, so that none takes anything in any more.</summary>
    internal static readonly TimeSpan AllServersKnow = TimeSpan.FromSeconds(45);

    public LeavingStep Step => LeavingStep.Deliveries;

    public async Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        if (options.Cluster && clock.UtcNow - Moment.FromMicroseconds(row.StartedAt) < AllServersKnow)
        {
            return StepOutcome.Wait("LeavingWaitsServers");
        }

        // First the calls: what they owe is asked for before they are over.
        var calls = await rows.OpenCallsAsync(row.TenantId, cancellationToken);
        var counts = await deliveries.CountAsync(row.TenantId, cancellationToken);
        return calls > 0 ? StepOutcome.Wait("LeavingWaitsCalls", Text(calls))
            : Leavings.Unsent(counts) > 0 ? StepOutcome.Wait("LeavingWaitsDeliveries", Text(counts.Waiting), Text(counts.Failing), Text(counts.Dead))
            : StepOutcome.Done;
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
