using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

/// <summary>The people who work with Tieline. An agent is made at the first launch from Salesforce and joined with a Webex person at the first Webex sign-in.</summary>
public sealed class Agents(Database database, GroupCommitWriter writer, Clock clock)
{
    public Task<Agent?> FindAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        OneAsync(UsersSql.FindAgent, [tenantId, agentId], cancellationToken);

    /// <param name="tenantId">Of the agent.</param>
    /// <param name="personId">The bare uuid in lower case.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public Task<Agent?> FindByPersonAsync(Guid tenantId, string personId, CancellationToken cancellationToken) =>
        OneAsync(UsersSql.FindAgentByPerson, [tenantId, personId], cancellationToken);

    /// <summary>Another agent than this one, of any tenant, is joined with the person.</summary>
    internal Task<bool> IsTakenAsync(Guid agentId, string personId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<AgentRow>().AnyAsync(row => row.PersonId == personId && row.AgentId != agentId, cancellationToken));

    public async Task<IReadOnlyList<Agent>> AllAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<AgentRow>().Where(row => row.TenantId == tenantId).OrderBy(row => row.Name).ToListAsync(cancellationToken));
        return [.. rows.Select(row => row.ToAgent())];
    }

    internal Task<AgentRow?> RowAsync(Guid tenantId, string userId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Set<AgentRow>().FirstOrDefaultAsync(row => row.TenantId == tenantId && row.SalesforceUserId == userId, cancellationToken));

    /// <summary>Stores what Salesforce says about a user; two first launches at once make one agent. A new one is no user before he was found to be one.</summary>
    internal async Task<Agent> KeepAsync(Guid tenantId, SalesforceUser user, CancellationToken cancellationToken)
    {
        var now = Moment.ToMicroseconds(clock.UtcNow);
        await writer.CommitAsync(
            [new Statement(
                UsersSql.KeepAgent,
                [tenantId, Guid.CreateVersion7(clock.UtcNow), user.Id, user.Name, user.Email, user.Country, user.Language, user.IsActive, user.ProfileId, user.FederationId, now, now])],
            cancellationToken);
        return (await RowAsync(tenantId, user.Id, cancellationToken))!.ToAgent();
    }

    /// <summary>
    /// Joins the agent with the person, taken from every other agent in the same transaction. Gives the person he was joined with before, if another,
    /// and the agents who lost theirs; <paramref name="also"/> writes what belongs to it.
    /// </summary>
    internal Task<(string? Former, IReadOnlyList<Agent> Losers)> JoinAsync(
        Guid tenantId, Guid agentId, string? personId, Action<TielineDb, string?, IReadOnlyList<Agent>>? also, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            async (db, token) =>
            {
                var losers = await db.Set<AgentRow>().AsTracking().Where(row => personId != null && row.PersonId == personId && row.AgentId != agentId).ToListAsync(token);
                losers.ForEach(row => row.PersonId = null);
                var agent = await db.Set<AgentRow>().AsTracking().FirstOrDefaultAsync(row => row.TenantId == tenantId && row.AgentId == agentId, token);
                var former = agent?.PersonId;
                if (agent is not null)
                {
                    agent.PersonId = personId;
                }

                former = former == personId ? null : former;
                IReadOnlyList<Agent> lost = [.. losers.Select(row => row.ToAgent())];
                also?.Invoke(db, former, lost);
                return (former, lost);
            },
            cancellationToken);

    /// <summary>The agent was found to have the role User.</summary>
    internal Task MarkUserAsync(Agent agent, CancellationToken cancellationToken) =>
        writer.CommitAsync([new Statement(UsersSql.MarkUser, [null, agent.TenantId, agent.Id])], cancellationToken);

    /// <summary>Notes who has the role User and who has it no more; who is inactive has it not. Writes only what changed.</summary>
    internal async Task KeepUsersAsync(Guid tenantId, Func<string, bool> isUser, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(db => db.Set<AgentRow>().Where(row => row.TenantId == tenantId)
            .Select(row => new { row.AgentId, row.SalesforceUserId, row.IsActive, row.NotUserSince }).ToListAsync(cancellationToken));
        var now = Moment.ToMicroseconds(clock.UtcNow);
        var changed = rows.Select(row => (row.AgentId, row.NotUserSince, IsUser: row.IsActive && isUser(row.SalesforceUserId)))
            .Where(row => row.IsUser != (row.NotUserSince is null))
            .Select(row => new Statement(UsersSql.MarkUser, [row.IsUser ? null : now, tenantId, row.AgentId])).ToList();
        if (changed.Count > 0)
        {
            await writer.CommitAsync(changed, cancellationToken);
        }
    }

    /// <summary>These users of the org are deactivated or gone: their calls are logged no more. The next launch of an active one finds him active again.</summary>
    internal async Task DeactivateAsync(Guid tenantId, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        if (userIds.Count > 0)
        {
            var now = Moment.ToMicroseconds(clock.UtcNow);
            await writer.WriteAsync(
                (db, token) => db.Set<AgentRow>().Where(row => row.TenantId == tenantId && userIds.Contains(row.SalesforceUserId))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.IsActive, false).SetProperty(row => row.ReadAt, 0L).SetProperty(row => row.NotUserSince, row => row.NotUserSince ?? now), token),
                cancellationToken);
        }
    }

    // Asked at every change of a call.
    private async Task<Agent?> OneAsync(string sql, object?[] values, CancellationToken cancellationToken) =>
        (await database.QueryAsync(sql, values, Read, cancellationToken)).SingleOrDefault();

    private static Agent Read(DbDataReader row) => new(
        row.GetId(0), row.GetId(1), row.GetString(2), row.GetStringOrNull(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetBoolean(8), row.GetString(9),
        row.GetString(10), row.GetMomentOrNull(11));
}
