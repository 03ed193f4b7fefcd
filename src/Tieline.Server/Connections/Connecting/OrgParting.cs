using Tieline.Server.Audit;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Parts a tenant from its Salesforce org, so that it may be joined with another: a sandbox that was refreshed has a new org id.</summary>
internal sealed class OrgParting(Tenants tenants, Consents consents)
{
    /// <summary>
    /// Signs everybody out of Salesforce, then parts; what a crash leaves undone the next try does. Nothing here hears of a caller who hangs up.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="orgId">18 characters. Named once more, so that nobody parts a tenant from an org that he did not mean.</param>
    /// <param name="who">For the audit trail.</param>
    /// <returns>False when the tenant is not joined with that org.</returns>
    public async Task<bool> PartAsync(Guid tenantId, string orgId, Actor who)
    {
        tenants.Forget(tenantId);
        if (orgId.Length == 0 || (await tenants.FindAsync(tenantId, CancellationToken.None))?.SalesforceOrgId != orgId)
        {
            return false;
        }

        await consents.WithdrawAllAsync(tenantId, Clouds.Salesforce, CancellationToken.None);
        if (!await tenants.LeaveOrgAsync(tenantId, orgId, who, CancellationToken.None))
        {
            return false;
        }

        await consents.WithdrawAllAsync(tenantId, Clouds.Salesforce, CancellationToken.None); // Who signed in meanwhile did so with the former org.
        return true;
    }
}
