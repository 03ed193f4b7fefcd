using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Users;

/// <summary>How it stands with an agent's own connections to the two clouds.</summary>
public sealed class AgentConnections(Agents agents, Consents consents, IAgentLinks links, IConnectionWatcher watcher)
{
    /// <summary>Without Webex there are no calls.</summary>
    public async Task<ConnectionStatus> WebexAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        await agents.FindAsync(tenantId, agentId, cancellationToken) is { PersonId: { } personId }
            ? await consents.StatusAsync(GrantKey.Person(tenantId, personId), cancellationToken)
            : ConnectionStatus.Unlinked;

    /// <summary>Without Salesforce of his own the agent still finds what he may read, through the integration user, somewhat slower.</summary>
    public Task<ConnectionStatus> SalesforceAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        consents.StatusAsync(GrantKey.Agent(tenantId, agentId), cancellationToken);

    /// <param name="tenantId">Of the agent.</param>
    /// <param name="agentId">Who signs out.</param>
    /// <param name="cloud"><see cref="Clouds.Webex"/> or <see cref="Clouds.Salesforce"/>.</param>
    /// <param name="cancellationToken">Stops before anything was changed.</param>
    public async Task SignOutAsync(Guid tenantId, Guid agentId, string cloud, CancellationToken cancellationToken)
    {
        if (cloud == Clouds.Salesforce)
        {
            var key = GrantKey.Agent(tenantId, agentId);
            await consents.WithdrawAsync(key, cancellationToken);
            await watcher.ChangedAsync(key, ConnectionStatus.Unlinked, cancellationToken);
        }
        else if (await agents.FindAsync(tenantId, agentId, cancellationToken) is { PersonId: { } personId })
        {
            // Parted first: should he sign in again in another window meanwhile, he may end joined without a consent, which shows as signed out, and never the other way round.
            // And to its end, whoever hangs up: nobody could press again for a consent that is nobody's.
            await links.PartAsync(tenantId, personId, CancellationToken.None);
            await consents.WithdrawAsync(GrantKey.Person(tenantId, personId), CancellationToken.None);
        }
    }
}
