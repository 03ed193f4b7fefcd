using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>Reads how far the connecting has come.</summary>
internal sealed class ConnectionOverviews(AddressCheck address, Tenants tenants, Consents consents, PersonalTokens personalTokens, WebhookSubscriptions webhooks, Agents agents, AuditTrail audit)
{
    private const int LookedAt = 100;

    /// <summary>The clouds are not asked; the public address is called when <paramref name="known"/> does not tell yet how it is.</summary>
    public async Task<ConnectionOverview> ReadAsync(Guid? tenantId, AddressReport? known, CancellationToken cancellationToken)
    {
        var report = known ?? await address.RunAsync(cancellationToken);
        if (tenantId is not { } id || await tenants.FindAsync(id, cancellationToken) is not { } tenant)
        {
            return new ConnectionOverview { Address = report };
        }

        var all = await agents.AllAsync(id, cancellationToken);
        var people = await PeopleAsync(id, all, cancellationToken);
        return new ConnectionOverview
        {
            Tenant = tenant,
            Address = report,
            Salesforce = await consents.StatusAsync(GrantKey.Integration(id), cancellationToken),
            HasConsumerSecret = await tenants.HasConsumerSecretAsync(id, cancellationToken),
            WebexRefused = await consents.RefusalAsync(GrantKey.WebexIntegration(id), cancellationToken),
            ServiceApp = await consents.StatusAsync(GrantKey.ServiceApp(id), cancellationToken),
            PersonalToken = await personalTokens.StateAsync(tenant, cancellationToken),
            People = people,
            Moved = await MovedAsync(id, people, cancellationToken),
            Agents = all.Count,
        };
    }

    // Among the newest entries of the trail; who has come back is not told any more.
    private async Task<IReadOnlyList<MovedPerson>> MovedAsync(Guid tenantId, IReadOnlyList<LinkedPerson> people, CancellationToken cancellationToken) =>
    [
        .. (await audit.ListAsync(tenantId, null, LookedAt, cancellationToken))
            .Where(entry => entry.Event is { What: ConnectionAudit.Unlinked, Subject: ConnectionAudit.MovedPerson, Before: not null })
            .DistinctBy(entry => entry.Event.Before).Select(entry => new MovedPerson(entry.Event.Before!, entry.At))
            .Where(moved => people.All(person => !person.Email.Equals(moved.Email, StringComparison.OrdinalIgnoreCase))),
    ];

    private async Task<IReadOnlyList<LinkedPerson>> PeopleAsync(Guid tenantId, IReadOnlyList<Agent> all, CancellationToken cancellationToken)
    {
        var rows = (await webhooks.AllAsync(tenantId, cancellationToken)).ToDictionary(row => row.PersonId);
        var people = new List<LinkedPerson>();
        foreach (var personId in all.Select(agent => agent.PersonId).OfType<string>().Union(rows.Keys))
        {
            var agent = all.FirstOrDefault(one => one.PersonId == personId);
            var row = rows.GetValueOrDefault(personId);
            people.Add(new LinkedPerson(
                personId, agent?.Id, agent?.Name ?? personId, agent?.Email ?? "", await consents.StatusAsync(GrantKey.Person(tenantId, personId), cancellationToken),
                row is null ? null : new WebhookState(row.IsActive, row.Problem, Moment.FromMicroseconds(row.CheckedAt))));
        }

        return [.. people.OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
