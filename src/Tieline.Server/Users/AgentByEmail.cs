using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.Users;

/// <summary>Finds the agent of an e-mail, and makes him from the org's user when he has not come yet.</summary>
internal sealed class AgentByEmail(Agents agents, Tenants tenants, CloudClients clouds)
{
    private const string Invalid = ".invalid";

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
            var disguised = email + Invalid; // So a sandbox writes it.
            var rows = await salesforce.Query.ListAsync<Row>(
                $"SELECT Id, Name, Email, Country, LocaleSidKey, LanguageLocaleKey, ProfileId FROM User WHERE IsActive = true AND (Email = {email} OR Email = {disguised}) LIMIT 2", cancellationToken);
            return rows is [var row] && RecordId.TryParse(row.Id, out var id)
                ? await agents.KeepAsync(
                    tenantId,
                    new SalesforceUser(
                        id.Value, row.Name ?? "", row.Email ?? "", Countries.OfUser(row.Country, row.LocaleSidKey, tenant.DefaultCountry), row.LanguageLocaleKey ?? "en_US", IsActive: true, row.ProfileId ?? ""),
                    cancellationToken)
                : null;
        }
        catch (SalesforceException)
        {
            return null; // The caller says that there is nobody; the state of Salesforce stands beside it.
        }
    }

    private static bool Same(string one, string other) =>
        other.Length > 0 && one.Replace(Invalid, "", StringComparison.OrdinalIgnoreCase).Equals(other.Replace(Invalid, "", StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase);

    private sealed record Row(string Id, string? Name, string? Email, string? Country, string? LocaleSidKey, string? LanguageLocaleKey, string? ProfileId);
}
