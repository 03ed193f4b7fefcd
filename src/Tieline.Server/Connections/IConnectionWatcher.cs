using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections;

/// <summary>Implemented above: is told when a connection begins or ceases to work.</summary>
public interface IConnectionWatcher
{
    /// <summary>Called after the change is stored. Must not fail: the change stands in any case.</summary>
    Task ChangedAsync(GrantKey key, ConnectionStatus status, CancellationToken cancellationToken);
}
