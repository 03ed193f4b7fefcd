using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Whoever has signed in to Webex through a tenant. A Service App is nobody, and a pasted token counts once it speaks for its owner.</summary>
internal sealed class WebexPeople(GrantStore grants, WebhookSubscriptions webhooks, Agents agents)
{
    public async Task<IReadOnlyList<WebexPerson>> AllAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var joined = (await agents.AllAsync(tenantId, cancellationToken)).Where(agent => agent.PersonId is not null).ToDictionary(agent => agent.PersonId!);
        var states = (await webhooks.AllAsync(tenantId, cancellationToken)).ToDictionary(row => row.PersonId, row => (row.IsActive, row.Problem));
        return [.. (await grants.StandingsAsync(tenantId, Clouds.Webex, cancellationToken)).Where(grant => grant.Key.IsPerson).Select(grant => new WebexPerson(
            grant.Key.Subject, joined.GetValueOrDefault(grant.Key.Subject)?.Name ?? grant.Key.Subject, joined.GetValueOrDefault(grant.Key.Subject) is { IsActive: true }, grant,
            states.TryGetValue(grant.Key.Subject, out var state) ? state.IsActive : null))];
    }
}

/// <param name="PersonId">The bare uuid in lower case.</param>
/// <param name="Name">The agent's, or the id where nobody is joined with the person.</param>
/// <param name="IsAgent">An agent of this tenant, active in Salesforce, is joined with the person.</param>
/// <param name="WebhookWasActive">As the upkeep found it last; null when there is no webhook of his.</param>
internal sealed record WebexPerson(string PersonId, string Name, bool IsAgent, GrantStanding Grant, bool? WebhookWasActive)
{
    /// <summary>So many are asked about in Webex itself, those first whose webhook was off: an examination must end soon, whatever the number of agents.</summary>
    public const int Sample = 20;

    public bool IsLinked => Grant.Status.State == ConnectionState.Linked;

    public static IReadOnlyList<WebexPerson> SampleOf(IReadOnlyList<WebexPerson> people) =>
        [.. people.Where(person => person is { IsLinked: true, IsAgent: true }).OrderBy(person => person.WebhookWasActive == true).Take(Sample)];

    public static string NamesOf(IEnumerable<WebexPerson> people) => string.Join(", ", people.Select(person => person.Name).Order(StringComparer.CurrentCulture));
}
