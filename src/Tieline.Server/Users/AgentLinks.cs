using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Users;

/// <summary>Joins agents with Webex persons, and tells an agent's pages when a connection of his changes.</summary>
internal sealed partial class AgentLinks(Agents agents, ExpectedPersons expected, AgentByEmail byEmail, RunningCalls runningCalls, AgentFeed feed, ILogger<AgentLinks> logger) : IAgentLinks, IConnectionWatcher
{
    public async Task<AgentLink> JoinAsync(Guid tenantId, Guid agentId, string personId, CancellationToken cancellationToken)
    {
        var (former, losers) = await agents.JoinAsync(tenantId, agentId, personId, cancellationToken);
        Log.Joined(logger, agentId, tenantId, personId);
        foreach (var loser in losers)
        {
            await TellAsync(loser.TenantId, loser.Id, new SignInChanged(Clouds.Webex, nameof(ConnectionState.Unlinked)));
        }

        return new AgentLink(former, losers.Any(loser => loser.TenantId == tenantId));
    }

    public async Task<ExpectedPerson?> ExpectedAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        await agents.FindAsync(tenantId, agentId, cancellationToken) is { } agent ? await expected.OfAsync(agent, cancellationToken) : null;

    public async Task<Guid?> OfEmailAsync(Guid tenantId, string email, CancellationToken cancellationToken) => (await byEmail.FindAsync(tenantId, email, cancellationToken))?.Id;

    public async Task PartAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        if (await agents.FindByPersonAsync(tenantId, personId, cancellationToken) is { } agent)
        {
            await agents.JoinAsync(tenantId, agent.Id, null, cancellationToken);
            await TellAsync(tenantId, agent.Id, new SignInChanged(Clouds.Webex, nameof(ConnectionState.Unlinked)));
        }
    }

    public Task ReadRunningCallsAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        runningCalls.ReadAsync(tenantId, personId, cancellationToken);

    public async Task ChangedAsync(GrantKey key, ConnectionStatus status, CancellationToken cancellationToken)
    {
        var agentId = key.Cloud == Clouds.Webex
            ? (await agents.FindByPersonAsync(key.TenantId, key.Subject, cancellationToken))?.Id
            : Guid.TryParse(key.Subject, out var id) ? id : null;
        if (agentId is { } agent) // The integration user's connection: no agent's page shows it.
        {
            await TellAsync(key.TenantId, agent, new SignInChanged(key.Cloud, status.State.ToString()));
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
    }
}
