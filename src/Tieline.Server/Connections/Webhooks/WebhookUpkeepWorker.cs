using Tieline.Server.Diagnostics;

namespace Tieline.Server.Connections.Webhooks;

/// <summary>
/// Webex switches a webhook off after too many failed deliveries and never on again by itself. Each is looked at every five minutes,
/// and at the start: then the server was down, and what was announced meanwhile is lost.
/// What a sign-out that broke off left at Webex is removed then too.
/// </summary>
internal sealed partial class WebhookUpkeepWorker(
    Tenants tenants, WebhookSubscriptions subscriptions, WebhookUpkeep upkeep, Consents consents, IAgentLinks agents, Clock clock,
    IHostApplicationLifetime lifetime, ILogger<WebhookUpkeepWorker> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
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
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
            await Parallel.ForEachAsync(await subscriptions.AllAsync(tenant.Id, stoppingToken), parallel, async (row, token) =>
                await PersonAsync(tenant, row.PersonId, token));
            await ForsakenAsync(tenant.Id, stoppingToken);
        }
    }

    // One tenant's trouble must not cost the others their round.
    private async Task ForsakenAsync(Guid tenantId, CancellationToken stoppingToken)
    {
        try
        {
            await consents.WithdrawForsakenAsync(tenantId, () => agents.PersonsAsync(tenantId, stoppingToken), clock.UtcNow, stoppingToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.ForsakenFailed(logger, tenantId, problem);
        }
    }

    // One person's trouble, a sign-in that cannot be opened for example, must not cost the others their webhooks.
    private async Task PersonAsync(Tenant tenant, string personId, CancellationToken stoppingToken)
    {
        try
        {
            await upkeep.KeepUpAsync(tenant, personId, stoppingToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.PersonFailed(logger, personId, tenant.Id, problem);
        }
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the webhook upkeep failed")]
        public static partial void RoundFailed(ILogger logger, Exception problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "What sign-outs left in tenant {TenantId} could not be looked after; tried again in five minutes")]
        public static partial void ForsakenFailed(ILogger logger, Guid tenantId, Exception problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "The webhook of {PersonId} for tenant {TenantId} could not be looked after; tried again in five minutes")]
        public static partial void PersonFailed(ILogger logger, string personId, Guid tenantId, Exception problem);
    }
}
