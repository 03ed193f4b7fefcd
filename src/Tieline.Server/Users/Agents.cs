using System.Collections.Concurrent;

namespace Tieline.Server.Users;

/// <summary>The people who work with Tieline. An agent is made at the first launch from Salesforce and joined with a Webex person at the first Webex sign-in.</summary>
public sealed class Agents
{
    private readonly ConcurrentDictionary<Guid, Agent> _known = new();

    public Task<Agent?> FindAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        Task.FromResult(_known.GetValueOrDefault(agentId) is { } agent && agent.TenantId == tenantId ? agent : null);

    /// <param name="tenantId">Of the agent.</param>
    /// <param name="personId">The bare uuid in lower case.</param>
    public Task<Agent?> FindByPersonAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        Task.FromResult(_known.Values.FirstOrDefault(agent => agent.TenantId == tenantId && agent.PersonId == personId));

    /// <param name="tenantId">Of the agent.</param>
    /// <param name="userId">18 characters.</param>
    public Task<Agent?> FindBySalesforceUserAsync(Guid tenantId, string userId, CancellationToken cancellationToken) =>
        Task.FromResult(_known.Values.FirstOrDefault(agent => agent.TenantId == tenantId && agent.SalesforceUserId == userId));

    public Task<IReadOnlyList<Agent>> AllAsync(Guid tenantId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Agent>>([.. _known.Values.Where(agent => agent.TenantId == tenantId)]);
}
