namespace Tieline.Server.Calls;

/// <summary>Reads agents' calls; each read shows what is committed.</summary>
public sealed class CallBoard
{
    /// <summary>The agent's calls that are not over, oldest first, and those parked in the last minutes.</summary>
    public Task<IReadOnlyList<CallView>> ActiveAsync(Guid tenantId, string personId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<CallView>>([]);

    /// <summary>The agent's newest calls, newest first, running ones included.</summary>
    public Task<IReadOnlyList<CallView>> RecentAsync(Guid tenantId, string personId, int count, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<CallView>>([]);

    public Task<CallView?> FindAsync(Guid tenantId, string callSessionId, string personId, CancellationToken cancellationToken = default) =>
        Task.FromResult<CallView?>(null);
}
