using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Users;

/// <summary>Joins agents with Webex persons, and tells an agent's pages when a connection of his changes.</summary>
internal sealed partial class AgentLinks(
    Agents agents, Launches launches, ExpectedPersons expected, AgentByEmail byEmail, RunningCalls runningCalls, AgentFeed feed, LaunchKeys keys, ILogger<AgentLinks> logger) : IAgentLinks, IConnectionWatcher
{
    public Task<AgentLink> JoinAsync(Guid tenantId, Guid agentId, string personId, CancellationToken cancellationToken) => JoinAsync(tenantId, agentId, personId, null, cancellationToken);

    /// <summary>As the other, with what is written in the same transaction: it is given the agent's former person and the agents who lost theirs.</summary>
    public async Task<AgentLink> JoinAsync(Guid tenantId, Guid agentId, string personId, Action<TielineDb, string?, IReadOnlyList<Agent>>? also, CancellationToken cancellationToken)
    {
        var (former, losers) = await agents.JoinAsync(tenantId, agentId, personId, also, cancellationToken);
        Log.Joined(logger, agentId, tenantId, personId);
        foreach (var loser in losers)
        {
            await TellAsync(loser.TenantId, loser.Id, new SignInChanged(Clouds.Webex, nameof(ConnectionState.Unlinked)));
        }

        return new AgentLink(former, losers.Any(loser => loser.TenantId == tenantId));
    }

    public async Task<ExpectedPerson?> ExpectedAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        await agents.FindAsync(tenantId, agentId, cancellationToken) is { } agent ? await expected.OfAsync(agent, cancellationToken) : null;

    public async Task<string?> PersonOfAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        (await agents.FindAsync(tenantId, agentId, cancellationToken))?.PersonId;

    public async Task<IReadOnlySet<string>> PersonsAsync(Guid tenantId, CancellationToken cancellationToken) =>
        (await agents.AllAsync(tenantId, cancellationToken)).Select(agent => agent.PersonId).OfType<string>().ToHashSet();

    public Task<bool> IsTakenAsync(Guid agentId, string personId, CancellationToken cancellationToken) => agents.IsTakenAsync(agentId, personId, cancellationToken);

    public async Task<Guid?> OfPersonAsync(Guid tenantId, string personId, string email, CancellationToken cancellationToken) =>
        (await byEmail.FindPersonAsync(tenantId, personId, email, cancellationToken))?.Id;

    public async Task<Guid?> OfEmailAsync(Guid tenantId, string email, CancellationToken cancellationToken) => (await byEmail.FindAsync(tenantId, email, cancellationToken))?.Id;

    public Task PartAsync(Guid tenantId, string personId, CancellationToken cancellationToken) => PartAsync(tenantId, personId, null, cancellationToken);

    /// <summary>As the other, with what is written in the same transaction.</summary>
    public async Task PartAsync(Guid tenantId, string personId, Action<TielineDb>? also, CancellationToken cancellationToken)
    {
        if (await agents.FindByPersonAsync(tenantId, personId, cancellationToken) is { } agent)
        {
            await agents.JoinAsync(tenantId, agent.Id, null, (db, _, _) => also?.Invoke(db), cancellationToken);
            await TellAsync(tenantId, agent.Id, new SignInChanged(Clouds.Webex, nameof(ConnectionState.Unlinked)));
        }
    }

    public async Task<Guid?> LaunchAsync(Tenant tenant, string userId, CancellationToken cancellationToken) =>
        (await launches.AgentOfAsync(tenant, userId, cancellationToken))?.Id;

    public Task<bool> ReadRunningCallsAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        runningCalls.ReadAsync(tenantId, personId, cancellationToken);

    public async Task ChangedAsync(GrantKey key, ConnectionStatus status, CancellationToken cancellationToken)
    {
        var agentId = key.Cloud == Clouds.Webex
            ? (await agents.FindByPersonAsync(key.TenantId, key.Subject, cancellationToken))?.Id
            : Guid.TryParse(key.Subject, out var id) ? id : null;
        if (key == GrantKey.Integration(key.TenantId) && status.State == ConnectionState.Linked)
        {
            await TendKeyAsync(key.TenantId);
        }
        else if (agentId is { } agent) // The integration user's connection: no agent's page shows it.
        {
            await TellAsync(key.TenantId, agent, new SignInChanged(key.Cloud, status.State.ToString()));
        }
    }

    // So that panels open as soon as the org is connected; what does not succeed now the upkeep tries again.
    private async Task TendKeyAsync(Guid tenantId)
    {
        try
        {
            await keys.TendAsync(tenantId);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.KeyNotTended(logger, tenantId, problem.Message);
        }
    }

    private async Task TellAsync(Guid tenantId, Guid agent, SignInChanged news)
    {
        try
        {
            await feed.PublishAsync(tenantId, agent, news);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.NotTold(logger, agent, problem.Message); // The page asks for the state when it opens.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Agent {AgentId} of tenant {TenantId} is joined with Webex person {PersonId}")]
        public static partial void Joined(ILogger logger, Guid agentId, Guid tenantId, string personId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The pages of agent {AgentId} could not be told about a connection: {Problem}")]
        public static partial void NotTold(ILogger logger, Guid agentId, string problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The launch key of tenant {TenantId} could not be looked after when its org was connected: {Problem}")]
        public static partial void KeyNotTended(ILogger logger, Guid tenantId, string problem);
    }
}
