using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Doctor.Org;

/// <summary>Knocks at the org as the integration user. A session that has ended is renewed on the way, so that a withdrawn consent shows now and not at the next call.</summary>
internal sealed class OrgDoor(CloudClients clients, Consents consents, CloudRefusals refusals)
{
    public async Task<OrgAccess> TryAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var key = GrantKey.Integration(tenant.Id);
        if (tenant.SalesforceInstance is null || (await consents.StatusAsync(key, cancellationToken)).State != ConnectionState.Linked)
        {
            return await ShutOutAsync(key, "", cancellationToken);
        }

        try
        {
            var client = await clients.SalesforceAsIntegrationAsync(tenant.Id, cancellationToken);
            return OrgAccess.Open(client, await client.Query.FirstOrDefaultAsync<OrganizationRow>($"SELECT Name, OrganizationType, InstanceName, IsSandbox FROM Organization", cancellationToken));
        }
        catch (SalesforceException problem) when (problem.Kind == SalesforceErrorKind.SessionExpired)
        {
            return await ShutOutAsync(key, problem.Message, cancellationToken);
        }
        catch (SalesforceException problem) when (OrgCause.OfRequest(problem.Kind, problem.ErrorCode) is { } cause)
        {
            return OrgAccess.Closed(cause, problem.Message, problem.ErrorCode ?? "");
        }
    }

    /// <summary>Why he is shut out was said when he was refused.</summary>
    private async Task<OrgAccess> ShutOutAsync(GrantKey key, string words, CancellationToken cancellationToken)
    {
        var refusal = (await refusals.ListAsync(key.TenantId, key.Cloud, cancellationToken)).FirstOrDefault(one => one.Subject == key.Subject);
        return refusal is null
            ? OrgAccess.Closed(OrgCause.SignIn, words, "")
            : OrgAccess.Closed(OrgCause.OfSignIn(refusal.Code, refusal.Words), refusal.Words, refusal.Code);
    }
}
