using System.Collections.Concurrent;

namespace Tieline.Server.Connections;

/// <summary>Which webhook addresses are ours. Kept in memory: each delivery asks.</summary>
public sealed class WebhookSubscriptions
{
    private readonly ConcurrentDictionary<string, WebhookSubscription> _known = new(StringComparer.Ordinal);

    /// <summary>The registration behind the last part of a webhook address, or null when it is not ours (any more).</summary>
    public ValueTask<WebhookSubscription?> FindAsync(string webhookKey, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_known.GetValueOrDefault(webhookKey));
}
