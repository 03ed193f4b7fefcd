using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Settings;

namespace Tieline.Server.Users;

/// <summary>Finds the agent of an address at Webex, by what users and Webex people are matched by, and makes him from the org's user when he has not come yet.</summary>
internal sealed class AgentByEmail(Agents agents, Tenants tenants, CloudClients clouds, PersonCorrections corrections, Launches launches, SettingsStore settings)
{
    /// <summary>
    /// The agent who is joined with this Webex person now, otherwise the one who is corrected to him, otherwise the one of the e-mail; never one who is corrected to somebody
    /// else. Null as with <see cref="FindAsync"/>, and where several are he, by correction or as an agent of the e-mail: nobody said which.
    /// </summary>
    public async Task<Agent?> FindPersonAsync(Guid tenantId, string personId, string email, CancellationToken cancellationToken)
    {
        var corrected = await corrections.AllAsync(tenantId, cancellationToken);
        if (await agents.FindByPersonAsync(tenantId, personId, cancellationToken) is { IsActive: true } joined
            && (!corrected.TryGetValue(joined.SalesforceUserId, out var said) || said.Id == personId))
        {
            return joined;
        }

        var userIds = corrected.Where(one => one.Value.Id == personId).Select(one => one.Key).ToList();
        if (userIds.Count == 0)
        {
            return await FindAsync(tenantId, email, cancellationToken) is { } agent && !corrected.ContainsKey(agent.SalesforceUserId) ? agent : null;
        }

        var known = await KnownAsync(tenantId, await MatchByAsync(tenantId, cancellationToken), email, cancellationToken);
        userIds.AddRange(known.Select(agent => agent.SalesforceUserId).Except(corrected.Keys));
        return await tenants.FindAsync(tenantId, cancellationToken) is { } tenant ? await OnlyAsync(tenant, userIds, cancellationToken) : null;
    }

    private async Task<Agent?> OnlyAsync(Tenant tenant, IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        try
        {
            var active = new List<Agent>();
            foreach (var userId in userIds)
            {
                active.AddRange(await launches.AgentAsync(tenant, userId, cancellationToken) is { IsActive: true } one ? [one] : []);
            }

            return active is [var only] ? only : null;
        }
        catch (SalesforceException)
        {
            return null; // As when he is looked for by e-mail.
        }
    }

    /// <summary>Null when nobody has it, or more than one, or Salesforce cannot be asked.</summary>
    public async Task<Agent?> FindAsync(Guid tenantId, string email, CancellationToken cancellationToken)
    {
        var matchBy = await MatchByAsync(tenantId, cancellationToken);
        var known = await KnownAsync(tenantId, matchBy, email, cancellationToken);
        return known.Count > 0 ? known.Count == 1 ? known[0] : null : await MakeAsync(tenantId, matchBy, email, cancellationToken);
    }

    private async Task<string> MatchByAsync(Guid tenantId, CancellationToken cancellationToken) =>
        (await settings.ForAsync(tenantId, null, null, cancellationToken)).Of(PeopleSettings.MatchBy).Value;

    private async Task<List<Agent>> KnownAsync(Guid tenantId, string matchBy, string email, CancellationToken cancellationToken) =>
        [.. (await agents.AllAsync(tenantId, cancellationToken)).Where(agent => agent.IsActive && PersonMatching.IsLookedForBy(email, matchBy, agent.Email, agent.FederationId))];

    private async Task<Agent?> MakeAsync(Guid tenantId, string matchBy, string email, CancellationToken cancellationToken)
    {
        if (!email.Contains('@') || await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return null;
        }

        try
        {
            var spellings = PersonMatching.Spellings(email.Trim());
            var conditions = new[] { ("email", Soql.Of($"Email IN {spellings}")), ("federationId", Soql.Of($"FederationIdentifier IN {spellings}")) };
            var which = Soql.Any([.. conditions.Where(one => matchBy == "either" || matchBy == one.Item1).Select(one => one.Item2)]);
            var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
            var rows = await salesforce.Query.ListAsync<Row>($"SELECT Id FROM User WHERE IsActive = true AND UserType = {SalesforceUser.Internal} AND ({which}) LIMIT 2", cancellationToken);
            return rows is [var row] && RecordId.TryParse(row.Id, out var id) && await launches.AgentAsync(tenant, id.Value, cancellationToken) is { IsActive: true } agent ? agent : null;
        }
        catch (SalesforceException)
        {
            return null; // The caller says that there is nobody; the state of Salesforce stands beside it.
        }
    }

    private sealed record Row(string Id);
}
