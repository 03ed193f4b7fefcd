using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Users;

/// <summary>
/// Looks at the roles of each tenant every ten minutes, for agents who have no panel open: open panels look themselves every minute. So somebody whose role was
/// taken is noticed, and his calls are logged no more.
/// </summary>
internal sealed partial class RoleWatch(Tenants tenants, Roles roles, Clock clock, ILogger<RoleWatch> logger) : BackgroundService
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
            }
            catch (SalesforceException problem)
            {
                Log.Unread(logger, tenant.Id, problem.Message); // One tenant's trouble must not cost the others theirs.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the role watch failed")]
        public static partial void RoundFailed(ILogger logger, Exception problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The roles in tenant {TenantId} could not be read: {Problem}")]
        public static partial void Unread(ILogger logger, Guid tenantId, string problem);
    }
}
