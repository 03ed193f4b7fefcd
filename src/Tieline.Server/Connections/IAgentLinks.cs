namespace Tieline.Server.Connections;

/// <summary>Implemented above: who is an agent, and with which Webex person he is joined.</summary>
public interface IAgentLinks
{
    /// <summary>
    /// Joins the agent with the Webex person who signed in. The person is taken from every other agent, here and in other tenants:
    /// one who is served twice would have each call logged twice.
    /// </summary>
    Task<AgentLink> JoinAsync(Guid tenantId, Guid agentId, string personId, CancellationToken cancellationToken);

    /// <summary>The agent of a Salesforce user who has just signed in there, made if need be; null when the org has no such active user.</summary>
    /// <exception cref="Tieline.Salesforce.SalesforceException">Salesforce cannot be asked who he is.</exception>
    Task<Guid?> LaunchAsync(Tenant tenant, string userId, CancellationToken cancellationToken);

    /// <summary>Whom the agent's Webex sign-in should be; null when there is no such agent.</summary>
    Task<ExpectedPerson?> ExpectedAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken);

    /// <summary>The Webex person with whom the agent is joined: his bare uuid; null when with none.</summary>
    Task<string?> PersonOfAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken);

    /// <summary>The bare uuids of the Webex persons with whom agents of the tenant are joined.</summary>
    Task<IReadOnlySet<string>> PersonsAsync(Guid tenantId, CancellationToken cancellationToken);

    /// <summary>Another agent than this one, here or in another tenant, is joined with the person.</summary>
    Task<bool> IsTakenAsync(Guid agentId, string personId, CancellationToken cancellationToken);

    /// <summary>
    /// The agent who is looked for at Webex by this address (his e-mail, or his federation identifier, as the setting says), made from the org's one active user of
    /// that address when he has not come yet; null when there is none or more than one.
    /// </summary>
    Task<Guid?> OfEmailAsync(Guid tenantId, string email, CancellationToken cancellationToken);

    /// <summary>
    /// The agent who is this Webex person: who is joined with him now, otherwise whom alone an administrator corrected to him, otherwise as <see cref="OfEmailAsync"/> says.
    /// </summary>
    Task<Guid?> OfPersonAsync(Guid tenantId, string personId, string email, CancellationToken cancellationToken);

    /// <summary>Parts the agent from this Webex person; his pages are told.</summary>
    Task PartAsync(Guid tenantId, string personId, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the person's calls that run now, of which Webex may not have told.
    /// </summary>
    /// <returns>False when Webex did not answer: to be asked again. A refusal is an answer.</returns>
    Task<bool> ReadRunningCallsAsync(Guid tenantId, string personId, CancellationToken cancellationToken);
}

/// <summary>What joining an agent with a person changed.</summary>
/// <param name="FormerPersonId">Whom the agent was joined with before, when it was another.</param>
/// <param name="WasColleagues">Another agent of this tenant had the person until now; his softphone is signed out.</param>
public sealed record AgentLink(string? FormerPersonId, bool WasColleagues);
