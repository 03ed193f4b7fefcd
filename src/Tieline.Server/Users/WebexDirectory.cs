using System.Collections.Concurrent;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Webex;

namespace Tieline.Server.Users;

/// <summary>
/// The people of the Webex org, asked with the sign-in of any agent of the tenant: everybody may look colleagues up. What is found is kept for ten minutes.
/// See <a href="https://developer.webex.com/docs/api/v1/people/list-people">List people</a>.
/// </summary>
internal sealed class WebexDirectory(Agents agents, CloudClients clouds, Consents consents, Clock clock)
{
    private const int Most = 20;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Guid Tenant, string Key), (WebexPerson? Person, DateTimeOffset ReadAt)> _known = new();

    /// <summary>The client of some agent who is signed in; null when nobody is, so that Webex cannot be asked.</summary>
    public async Task<WebexClient?> AnyoneAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        foreach (var agent in (await agents.AllAsync(tenantId, cancellationToken)).Where(agent => agent.PersonId is not null))
        {
            if ((await consents.StatusAsync(GrantKey.Person(tenantId, agent.PersonId!), cancellationToken)).State == ConnectionState.Linked
                && await clouds.WebexAsPersonAsync(tenantId, agent.PersonId!, cancellationToken) is { } client)
            {
                return client;
            }
        }

        return null;
    }

    /// <summary>By the beginning of the name, or by the whole e-mail; at most twenty. Null when nobody is signed in.</summary>
    /// <exception cref="WebexException">Webex cannot be asked.</exception>
    public async Task<IReadOnlyList<WebexPerson>?> SearchAsync(Guid tenantId, string text, CancellationToken cancellationToken)
    {
        if (await AnyoneAsync(tenantId, cancellationToken) is not { } webex)
        {
            return null;
        }

        if (text.Contains('@'))
        {
            return await webex.People.FindByEmailAsync(text.Trim(), callingData: false, cancellationToken) is { } one ? [Of(one)] : [];
        }

        return await webex.People.FindByNameAsync(text.Trim(), callingData: false, Most, cancellationToken).Take(Most).Select(Of).ToListAsync(cancellationToken);
    }

    /// <summary>Null when Webex has nobody with this address.</summary>
    /// <exception cref="WebexException">Webex cannot be asked.</exception>
    public Task<WebexPerson?> ByEmailAsync(Guid tenantId, WebexClient webex, string email, CancellationToken cancellationToken) =>
        KnownAsync(tenantId, email.ToLowerInvariant(), () => webex.People.FindByEmailAsync(email, callingData: false, cancellationToken));

    /// <summary>Null when Webex has no such person.</summary>
    /// <exception cref="WebexException">Webex cannot be asked.</exception>
    public Task<WebexPerson?> ByIdAsync(Guid tenantId, WebexClient webex, string personId, CancellationToken cancellationToken) =>
        KnownAsync(tenantId, personId, () => webex.People.GetAsync(personId, callingData: false, cancellationToken));

    private async Task<WebexPerson?> KnownAsync(Guid tenantId, string key, Func<Task<Person?>> ask)
    {
        if (_known.TryGetValue((tenantId, key), out var known) && clock.UtcNow - known.ReadAt < Kept)
        {
            return known.Person;
        }

        var person = await ask() is { } one ? Of(one) : null;
        _known[(tenantId, key)] = (person, clock.UtcNow);
        return person;
    }

    private static WebexPerson Of(Person person) => new(WebexIds.BareUuid(person.Id), person.DisplayName ?? "", person.Emails.FirstOrDefault() ?? "");
}
