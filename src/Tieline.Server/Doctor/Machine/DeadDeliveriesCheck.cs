using System.Globalization;
using Tieline.Server.Deliveries;

namespace Tieline.Server.Doctor.Machine;

/// <summary>No delivery was given up, and none fails now. Those given up can be tried once more from here.</summary>
internal sealed class DeadDeliveriesCheck(DeliveryList deliveries) : IMendingCheck
{
    private const int AtOnce = 500;

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Dead", "Failing"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(on.Tenant.Id, cancellationToken);
        var found = counts.Dead > 0 ? Finding.Warning("Dead", Text(counts.Dead)) with { CanFix = true }
            : counts.Failing > 0 ? Finding.Warning("Failing", Text(counts.Failing))
            : Finding.Well();
        return found.With($"waiting {Text(counts.Waiting)}, failing {Text(counts.Failing)}, given up {Text(counts.Dead)}");
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        var tried = 0;
        try
        {
            foreach (var dead in await deliveries.ListAsync(on.Tenant.Id, DeliveryStanding.Dead, AtOnce, cancellationToken))
            {
                tried += await deliveries.RetryNowAsync(on.Tenant.Id, dead.Kind, dead.Key, mending.Who, cancellationToken) ? 1 : 0;
            }
        }
        finally
        {
            await (tried > 0 ? mending.NoteAsync($"deliveries tried again: {Text(tried)}", CancellationToken.None) : Task.CompletedTask);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
