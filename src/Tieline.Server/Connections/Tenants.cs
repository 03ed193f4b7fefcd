using System.Collections.Concurrent;

namespace Tieline.Server.Connections;

/// <summary>The tenants of this server.</summary>
public sealed class Tenants
{
    private readonly ConcurrentDictionary<Guid, Tenant> _known = new();

    public Task<Tenant?> FindAsync(Guid tenantId, CancellationToken cancellationToken) =>
        Task.FromResult(_known.GetValueOrDefault(tenantId));

    /// <summary>The tenant whose integration user signed in to this org (18 characters), or null.</summary>
    public Task<Tenant?> FindByOrgAsync(string orgId, CancellationToken cancellationToken) =>
        Task.FromResult(_known.Values.FirstOrDefault(tenant => tenant.SalesforceOrgId == orgId));

    public Task<IReadOnlyList<Tenant>> AllAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Tenant>>([.. _known.Values]);
}
