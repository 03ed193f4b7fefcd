using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Users;

/// <summary>
/// Looks at the roles of each tenant every ten minutes, for agents who have no panel open: open panels look themselves every minute. So somebody whose role was
/// taken, or who was deactivated in Salesforce, is noticed: his pages close, and his calls are logged no more.
/// </summary>
internal sealed partial class RoleWatch(Tenants tenants, Roles roles, Agents agents, OrgPeople people, Clock clock, ILogger<RoleWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // By tenant: who was hidden from the integration user in the round before.
    private readonly Dictionary<Guid, IReadOnlySet<string>> _hidden = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await clock.DelayAsync(Interval, stoppingToken);
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, problem); // The next round tries again; the loop must not end.
            }
        }
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        foreach (var tenant in (await tenants.AllAsync(stoppingToken)).Where(tenant => tenant is { SalesforceOrgId: not null, IsLeaving: false }))
        {
            try
            {
                await roles.AllAsync(tenant.Id, stoppingToken);
                await NoteDeactivatedAsync(tenant.Id, stoppingToken);
            }
            catch (SalesforceException problem)
            {
                Log.Unread(logger, tenant.Id, problem.Message); // One tenant's trouble must not cost the others theirs.
            }
        }
    }

    // Who was deactivated in Salesforce comes no more to be asked who he is, but a page of his may still be open.
    private async Task NoteDeactivatedAsync(Guid tenantId, CancellationToken stoppingToken)
    {
        var ours = (await agents.AllAsync(tenantId, stoppingToken)).Where(agent => agent.IsActive).Select(agent => agent.SalesforceUserId).ToList();
        if (ours.Count == 0)
        {
            return;
        }

        var shown = (await people.ByIdsAsync(tenantId, ours, stoppingToken)).ToDictionary(user => user.Id);
        var held = await roles.AllAsync(tenantId, stoppingToken);
        var hidden = ours.Where(id => !shown.ContainsKey(id)).ToHashSet();
        var hiddenGone = await HiddenAndGoneAsync(tenantId, hidden, shown.Keys, stoppingToken);
        var gone = shown.Values.Where(user => !user.IsActive || !(user.IsInternal || held.TakesExternal(user.Id, clock.UtcNow))).Select(user => user.Id).Concat(hiddenGone).ToList();
        if (gone.Count > 0)
        {
            await agents.DeactivateAsync(tenantId, gone, stoppingToken);
            Log.Deactivated(logger, tenantId, gone.Count, hiddenGone.Count);
        }
    }

    private async Task<IReadOnlyList<string>> HiddenAndGoneAsync(Guid tenantId, IReadOnlySet<string> hidden, IEnumerable<string> shown, CancellationToken stoppingToken)
    {
        _hidden.Remove(tenantId, out var before);
        if (hidden.Count == 0)
        {
            return [];
        }

        _hidden[tenantId] = hidden;
        var himself = await people.IntegrationUserIdAsync(tenantId, stoppingToken);
        var witnesses = shown.Count(id => id != himself);
        if (hidden.Count >= witnesses)
        {
            Log.TooManyHidden(logger, tenantId, hidden.Count, hidden.Count + witnesses);
        }

        return Gone(hidden, before ?? new HashSet<string>(), witnesses);
    }

    /// <summary>
    /// Pure: which of the hidden are taken for gone. Where users are private the integration user sees himself and those below him in the role hierarchy, unless he has
    /// View All Users: so many of the hidden at once tell of his rights and not of them. Few, in two rounds, and nobody comes in by what Salesforce does not show.
    /// </summary>
    /// <param name="hidden">The agents whom Salesforce does not show.</param>
    /// <param name="before">Those of the round before.</param>
    /// <param name="witnesses">How many agents are shown, the integration user himself not counted.</param>
    internal static IReadOnlyList<string> Gone(IReadOnlySet<string> hidden, IReadOnlySet<string> before, int witnesses) =>
        hidden.Count < witnesses ? [.. hidden.Where(before.Contains)] : [];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Salesforce does not show {Hidden} of the {Count} agents of tenant {TenantId} to the integration user, so none of these is taken for deactivated. Give him View All Users")]
        public static partial void TooManyHidden(ILogger logger, Guid tenantId, int hidden, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "Agents of tenant {TenantId} who are deactivated now: {Count}, of whom Salesforce does not show {Hidden}. Their sessions end")]
        public static partial void Deactivated(ILogger logger, Guid tenantId, int count, int hidden);

        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the role watch failed")]
        public static partial void RoundFailed(ILogger logger, Exception problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The roles in tenant {TenantId} could not be read: {Problem}")]
        public static partial void Unread(ILogger logger, Guid tenantId, string problem);
    }
}
