using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>Finds the agent of an e-mail, and makes him from the org's user when he has not come yet.</summary>
internal sealed class AgentByEmail(Agents agents, Tenants tenants, CloudClients clouds, PersonCorrections corrections, Launches launches)
{
    /// <summary>The agent whom an administrator joined with this Webex person, otherwise the one of the e-mail who is joined with nobody else. Null as with <see cref="FindAsync"/>.</summary>
    public async Task<Agent?> FindPersonAsync(Guid tenantId, string personId, string email, CancellationToken cancellationToken)
    {
        var corrected = await corrections.AllAsync(tenantId, cancellationToken);
        if (corrected.Where(one => one.Value.Id == personId).Select(one => one.Key).FirstOrDefault() is not { } userId)
        {
            return await FindAsync(tenantId, email, cancellationToken) is { } agent && !corrected.ContainsKey(agent.SalesforceUserId) ? agent : null;
        }

        try
        {
            return await tenants.FindAsync(tenantId, cancellationToken) is { } tenant && await launches.AgentAsync(tenant, userId, cancellationToken) is { IsActive: true } chosen ? chosen : null;
        }
        catch (SalesforceException)
        {
            return null; // As when he is looked for by e-mail.
        }
    }

    /// <summary>Null when nobody has it, or more than one, or Salesforce cannot be asked.</summary>
    public async Task<Agent?> FindAsync(Guid tenantId, string email, CancellationToken cancellationToken)
    {
        var known = (await agents.AllAsync(tenantId, cancellationToken)).Where(agent => agent.IsActive && Same(agent.Email, email)).ToList();
        return known.Count > 0 ? known.Count == 1 ? known[0] : null : await MakeAsync(tenantId, email, cancellationToken);
    }

    private async Task<Agent?> MakeAsync(Guid tenantId, string email, CancellationToken cancellationToken)
    {
        if (email.Length == 0 || await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return null;
        }

        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
            var spellings = PersonMatching.Spellings(email);
            var rows = await salesforce.Query.ListAsync<Row>(
                $"SELECT Id, Name, Email, Country, LocaleSidKey, LanguageLocaleKey, ProfileId, FederationIdentifier FROM User WHERE IsActive = true AND Email IN {spellings} LIMIT 2", cancellationToken);
            return rows is [var row] && RecordId.TryParse(row.Id, out var id)
                ? await agents.KeepAsync(
                    tenantId,
                    new SalesforceUser(
                        id.Value, row.Name ?? "", row.Email ?? "", Countries.OfUser(row.Country, row.LocaleSidKey, tenant.DefaultCountry), row.LanguageLocaleKey ?? "en_US", IsActive: true, row.ProfileId ?? "",
                        row.FederationIdentifier ?? ""),
                    cancellationToken)
                : null;
        }
        catch (SalesforceException)
        {
            return null; // The caller says that there is nobody; the state of Salesforce stands beside it.
        }
    }

    private static bool Same(string one, string other) =>
        other.Length > 0 && PersonMatching.WithoutSandbox(one).Equals(PersonMatching.WithoutSandbox(other), StringComparison.OrdinalIgnoreCase);

    private sealed record Row(string Id, string? Name, string? Email, string? Country, string? LocaleSidKey, string? LanguageLocaleKey, string? ProfileId, string? FederationIdentifier);
}
