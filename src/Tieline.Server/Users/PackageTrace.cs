using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Users;

/// <summary>
/// Whether an org has the package, when its permission sets are not to be seen: there may be none, or they are not shown to the integration user. By a launch key
/// that we wrote there, or by the class that signs with it. What is not there is looked for again after ten minutes.
/// </summary>
internal sealed class PackageTrace(CloudClients clouds, LaunchKeyStore keys, Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Guid TenantId, string? OrgId), DateTimeOffset> _without = new();

    /// <summary>Null: the integration user may not see that either.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<bool?> IsThereAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(tenant) is { RecordId: not null })
        {
            return true;
        }

        var key = (tenant.Id, tenant.SalesforceOrgId);
        if (_without.TryGetValue(key, out var lookedAt) && clock.UtcNow - lookedAt < Kept)
        {
            return false;
        }

        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(tenant.Id, cancellationToken);
            if (await salesforce.Query.FirstOrDefaultAsync<Row>($"SELECT Id FROM ApexClass WHERE Name = 'TielineLaunch' LIMIT 1", cancellationToken) is not null)
            {
                return true;
            }
        }
        catch (SalesforceException problem) when (PermissionSets.AreHidden(problem))
        {
            return null;
        }

        _without[key] = clock.UtcNow;
        return false;
    }

    private sealed record Row(string Id);
}
