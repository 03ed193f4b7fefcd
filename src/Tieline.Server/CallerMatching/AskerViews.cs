using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.CallerMatching;

/// <summary>Opens Salesforce for an asker.</summary>
internal sealed class AskerViews(CloudClients clouds, Tenants tenants, FieldsSeen fields)
{
    /// <summary>Runs with the asker's own sign-in; as the integration user when he has none, it turns out to be over, or he may not ask by himself.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<T> UseAsync<T>(Asker asker, Func<AskerView, Task<T>> use, CancellationToken cancellationToken)
    {
        var country = (await tenants.FindAsync(asker.TenantId, cancellationToken))?.DefaultCountry ?? asker.Country;
        if (await clouds.SalesforceAsAgentAsync(asker.TenantId, asker.AgentId, cancellationToken) is { } own)
        {
            try
            {
                return await use(new AskerView(own, isOwn: true, asker, country, fields));
            }
            catch (SalesforceException problem) when (problem.Kind is SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Forbidden)
            {
                // His sign-in is over, which his panel shows him, or his profile has no API; the call is matched all the same, among what he may read.
            }
        }

        var integration = await clouds.SalesforceAsIntegrationAsync(asker.TenantId, cancellationToken);
        return await use(new AskerView(integration, isOwn: false, asker, country, fields));
    }
}
