using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Users;
using Tieline.Webex;
using SalesforceException = Tieline.Salesforce.SalesforceException;

namespace Tieline.Server.Admin.PeoplePages;

/// <summary>
/// The users of an org with all that an administrator wants to know of each. Users are listed first, which costs Salesforce one request for hundreds;
/// the rest is looked up for those who are shown.
/// </summary>
internal sealed class PeopleList(
    Roles roles, Agents agents, OrgPeople people, PersonCorrections corrections, ExpectedPersons expected, WebexDirectory directory, Consents consents)
{
    private const int AtOnce = 5;

    /// <summary>By name: agents and whoever has a role; with a text, any active user whose name, e-mail or username holds it.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<OrgUser>> UsersAsync(Guid tenantId, string? text, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return await people.SearchAsync(tenantId, text, cancellationToken);
        }

        var held = await roles.AllAsync(tenantId, cancellationToken);
        var known = await agents.AllAsync(tenantId, cancellationToken);
        var corrected = await corrections.AllAsync(tenantId, cancellationToken);
        return await people.ByIdsAsync(tenantId, [.. held.ByUser.Keys, .. known.Select(agent => agent.SalesforceUserId), .. corrected.Keys], cancellationToken);
    }

    /// <summary>Of these users, in their order.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public async Task<IReadOnlyList<PersonEntry>> EntriesAsync(Guid tenantId, IReadOnlyList<OrgUser> users, CancellationToken cancellationToken)
    {
        var known = await agents.AllAsync(tenantId, cancellationToken);
        var about = new About(
            tenantId, await roles.AllAsync(tenantId, cancellationToken), await corrections.AllAsync(tenantId, cancellationToken),
            known.ToDictionary(agent => agent.SalesforceUserId), known.Where(agent => agent.PersonId is not null).ToDictionary(agent => agent.PersonId!),
            await directory.AnyoneAsync(tenantId, cancellationToken));
        var entries = new PersonEntry[users.Count];
        await Parallel.ForAsync(0, users.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) =>
            entries[index] = await EntryAsync(about, users[index], token));
        return entries;
    }

    private async Task<PersonEntry> EntryAsync(About about, OrgUser user, CancellationToken cancellationToken)
    {
        var agent = about.Agents.GetValueOrDefault(user.Id);
        var corrected = about.Corrections.GetValueOrDefault(user.Id);
        var (person, how) = corrected is not null && agent?.PersonId != corrected.Id ? (corrected, PersonFound.Corrected) : await PersonAsync(about, user, agent, cancellationToken);
        var webex = agent?.PersonId is { } joined ? await consents.StatusAsync(GrantKey.Person(about.TenantId, joined), cancellationToken) : ConnectionStatus.Unlinked;
        var salesforce = agent is null ? ConnectionStatus.Unlinked : await consents.StatusAsync(GrantKey.Agent(about.TenantId, agent.Id), cancellationToken);
        var now = about.Roles.Of(user.Id, about.Roles.ReadAt);
        return new PersonEntry(
            user, agent, person, how, corrected is not null, webex, salesforce, now, about.Roles.HeldBy(user.Id),
            [.. await ProblemsAsync(about, user, agent, person, webex, now, cancellationToken).ToListAsync(cancellationToken)]);
    }

    private async Task<(WebexPerson? Person, PersonFound How)> PersonAsync(About about, OrgUser user, Agent? agent, CancellationToken cancellationToken)
    {
        try
        {
            if (agent?.PersonId is { } personId)
            {
                var found = about.Webex is null ? null : await directory.ByIdAsync(about.TenantId, about.Webex, personId, cancellationToken);
                return (found ?? about.Corrections.GetValueOrDefault(user.Id) ?? new WebexPerson(personId, "", ""), PersonFound.SignedIn);
            }

            if (about.Webex is null)
            {
                return (null, PersonFound.CannotAsk);
            }

            foreach (var address in await expected.AddressesAsync(about.TenantId, user.Email, user.FederationId, cancellationToken))
            {
                if (await directory.ByEmailAsync(about.TenantId, about.Webex, address, cancellationToken) is { } match)
                {
                    return (match, PersonFound.Matched);
                }
            }

            return (null, PersonFound.Nobody);
        }
        catch (WebexException)
        {
            return agent?.PersonId is { } personId ? (new WebexPerson(personId, "", ""), PersonFound.SignedIn) : (null, PersonFound.CannotAsk);
        }
    }

    private async IAsyncEnumerable<PersonProblem> ProblemsAsync(
        About about, OrgUser user, Agent? agent, WebexPerson? person, ConnectionStatus webex, WebexRoles now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (agent?.PersonId is { } signedInAs && person is not null && person.Id != signedInAs)
        {
            var name = about.Webex is null ? null : await NameAsync(about, signedInAs, cancellationToken);
            yield return new PersonProblem(PersonTrouble.SignedInAsOther, name ?? signedInAs);
        }

        if (person is not null && about.Served.TryGetValue(person.Id, out var served) && served.SalesforceUserId != user.Id)
        {
            yield return new PersonProblem(PersonTrouble.ServedAsOther, served.Name);
        }

        if (person is not null && await consents.IsElsewhereAsync(GrantKey.Person(about.TenantId, person.Id), cancellationToken))
        {
            yield return new PersonProblem(PersonTrouble.ServedElsewhere, "");
        }

        if (!now.HasFlag(WebexRoles.User) && agent is { PersonId: not null } && webex.State != ConnectionState.Unlinked)
        {
            yield return new PersonProblem(PersonTrouble.NotLogged, (agent.NotUserSince ?? about.Roles.ReadAt).UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        }
    }

    private async Task<string?> NameAsync(About about, string personId, CancellationToken cancellationToken)
    {
        try
        {
            return (await directory.ByIdAsync(about.TenantId, about.Webex!, personId, cancellationToken))?.Subject;
        }
        catch (WebexException)
        {
            return null;
        }
    }

    /// <param name="Served">By the Webex person's id: the agent who has the line.</param>
    /// <param name="Webex">Null when nobody is signed in.</param>
    private sealed record About(
        Guid TenantId, TenantRoles Roles, IReadOnlyDictionary<string, WebexPerson> Corrections, IReadOnlyDictionary<string, Agent> Agents,
        IReadOnlyDictionary<string, Agent> Served, WebexClient? Webex);
}
