using Tieline.Server.Connections;
using Tieline.Server.Settings;

namespace Tieline.Server.Users;

/// <summary>Whom an agent's Webex sign-in should be: the person an administrator chose, otherwise whoever has his address.</summary>
internal sealed class ExpectedPersons(PersonCorrections corrections, SettingsStore settings)
{
    public async Task<ExpectedPerson> OfAsync(Agent agent, CancellationToken cancellationToken)
    {
        if (await corrections.FindAsync(agent.TenantId, agent.SalesforceUserId, cancellationToken) is { } person)
        {
            return new ExpectedPerson(agent.Name, person.Id, person.Name, [person.Email]);
        }

        return new ExpectedPerson(agent.Name, null, "", await AddressesAsync(agent.TenantId, agent.Email, agent.FederationId, cancellationToken));
    }

    public async Task<IReadOnlyList<string>> AddressesAsync(Guid tenantId, string email, string federationId, CancellationToken cancellationToken)
    {
        var view = await settings.ForAsync(tenantId, null, null, cancellationToken);
        return PersonMatching.Addresses(view.Of(PeopleSettings.MatchBy).Value, email, federationId);
    }
}
