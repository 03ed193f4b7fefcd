using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Calls;

/// <summary>Reads agents' calls; each read shows what is committed.</summary>
public sealed class CallBoard(Database database, Clock clock)
{
    /// <summary>How long a call that the agent parked is shown after he left it: nobody tells us when it is taken back by others or given up.</summary>
    public static readonly TimeSpan ParkedShown = TimeSpan.FromMinutes(10);

    private const int ParkedAmong = 20;

    /// <summary>The agent's calls that are not over, oldest first, and those that he parked in the last ten minutes.</summary>
    public async Task<IReadOnlyList<CallView>> ActiveAsync(Guid tenantId, string personId, CancellationToken cancellationToken = default)
    {
        var active = await database.QueryAsync(CallRows.SelectActive, [tenantId, personId], CallRows.ReadView, cancellationToken);
        var recent = await RecentAsync(tenantId, personId, ParkedAmong, cancellationToken);
        return ThatAreShown([.. active, .. recent.Where(view => view.IsOver)], clock.UtcNow);
    }

    /// <summary>Pure: of these calls, those that are not over, oldest first, and those that were parked in the last ten minutes.</summary>
    public static IReadOnlyList<CallView> ThatAreShown(IEnumerable<CallView> calls, DateTimeOffset now) =>
    [
        .. calls.Where(view => !view.IsOver || (view.Status == CallStatus.Parked && view.EndedAt > now - ParkedShown))
            .OrderBy(view => view.IsOver).ThenBy(view => view.StartedAt),
    ];

    /// <summary>The agent's newest calls, newest first, running ones included.</summary>
    public async Task<IReadOnlyList<CallView>> RecentAsync(Guid tenantId, string personId, int count, CancellationToken cancellationToken = default) =>
        await database.QueryAsync(CallRows.SelectRecent, [tenantId, personId, count], CallRows.ReadView, cancellationToken);

    public async Task<CallView?> FindAsync(Guid tenantId, string callSessionId, string personId, CancellationToken cancellationToken = default) =>
        (await database.QueryAsync(CallRows.SelectLeg, [tenantId, callSessionId, personId], CallRows.ReadView, cancellationToken)).SingleOrDefault();
}
