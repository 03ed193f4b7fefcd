using System.Collections.Concurrent;
using Tieline.Bench.Org;

namespace Tieline.Bench.Circuits;

/// <summary>Opens a softphone for each of many agents, a few at a time.</summary>
internal static class PanelsOfAll
{
    private const int OpenedAtOnce = 4;

    public static async Task<IReadOnlyList<(Seat Seat, OpenPanel Panel)>> OpenAsync(ConnectedOrg org, IEnumerable<Seat> seats)
    {
        var open = new ConcurrentBag<(Seat, OpenPanel)>();
        await Parallel.ForEachAsync(seats, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce }, async (seat, _) =>
            open.Add((seat, await OpenPanel.OpenAsync(org.Tieline, org.OrgId, await seat.OpenSessionAsync()))));
        return [.. open];
    }
}
