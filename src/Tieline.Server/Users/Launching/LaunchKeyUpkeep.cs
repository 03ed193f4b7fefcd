using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// Looks after the launch keys of all tenants every quarter of an hour, on each server; a tenant that was looked at within that time is passed over.
/// A key that serves is checked every hour only.
/// </summary>
internal sealed partial class LaunchKeyUpkeep(Tenants tenants, LaunchKeys keys, Clock clock, IHostApplicationLifetime lifetime, ILogger<LaunchKeyUpkeep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ReadyServes = TimeSpan.FromHours(1);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, problem); // The next round tries again; the loop must not end.
            }

            await clock.DelayAsync(Interval, stoppingToken);
        }
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        foreach (var tenant in (await tenants.AllAsync(stoppingToken)).Where(one => !one.IsLeaving))
        {
            var state = await keys.StateAsync(tenant.Id, stoppingToken);
            var rest = (state.Standing == LaunchKeyStanding.Ready ? ReadyServes : Interval) - Slack;
            if (tenant.SalesforceOrgId is not null && (state.CheckedAt is null || clock.UtcNow - state.CheckedAt >= rest))
            {
                await TendAsync(tenant.Id, stoppingToken);
            }
        }
    }

    // One tenant's trouble must not cost the others their keys.
    private async Task TendAsync(Guid tenantId, CancellationToken stoppingToken)
    {
        try
        {
            await keys.TendAsync(tenantId);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.TenantFailed(logger, tenantId, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the launch keys' upkeep failed")]
        public static partial void RoundFailed(ILogger logger, Exception problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "The launch key of tenant {TenantId} could not be looked after; tried again in a quarter of an hour")]
        public static partial void TenantFailed(ILogger logger, Guid tenantId, Exception problem);
    }
}
