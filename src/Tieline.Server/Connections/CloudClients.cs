using Tieline.Webex;

namespace Tieline.Server.Connections;

/// <summary>Hands out clients of both clouds, each speaking as one identity whose tokens are refreshed as needed.</summary>
public sealed class CloudClients
{
    /// <summary>Webex as this person; null when the person is not signed in with this tenant.</summary>
    /// <param name="tenantId">Of the agent.</param>
    /// <param name="personId">The bare uuid in lower case.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public Task<WebexClient?> WebexAsPersonAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        Task.FromResult<WebexClient?>(null);
}
