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
        if (shown.Count == 0)
        {
            Log.NobodyShown(logger, tenantId, ours.Count);
            return;
        }

        var held = await roles.AllAsync(tenantId, stoppingToken);
        var gone = ours.Where(id => shown.GetValueOrDefault(id) is not { IsActive: true } user || !(user.IsInternal || held.TakesExternal(id, clock.UtcNow))).ToList();
        if (gone.Count > 0)
        {
            await agents.DeactivateAsync(tenantId, gone, stoppingToken);
            Log.Deactivated(logger, tenantId, gone.Count, gone.Count(id => !shown.ContainsKey(id)));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Salesforce shows none of the {Count} agents of tenant {TenantId} to the integration user, so nobody is taken for deactivated. Give him View All Users")]
        public static partial void NobodyShown(ILogger logger, Guid tenantId, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "Agents of tenant {TenantId} who are deactivated now: {Count}, of whom Salesforce does not show {Hidden}. Their sessions end")]
        public static partial void Deactivated(ILogger logger, Guid tenantId, int count, int hidden);

        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the role watch failed")]
        public static partial void RoundFailed(ILogger logger, Exception problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The roles in tenant {TenantId} could not be read: {Problem}")]
        public static partial void Unread(ILogger logger, Guid tenantId, string problem);
    }
}
