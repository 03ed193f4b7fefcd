using Tieline.Server.Diagnostics;

namespace Tieline.Server.Connections.Webhooks;

/// <summary>
/// Webex switches a webhook off after too many failed deliveries and never on again by itself. Each is looked at every five minutes,
/// and at the start: then the server was down, and what was announced meanwhile is lost, so the running calls are read as well.
/// </summary>
internal sealed partial class WebhookUpkeepWorker(
    Tenants tenants, WebhookSubscriptions subscriptions, WebhookUpkeep upkeep, IAgentLinks agents, Clock clock,
    IHostApplicationLifetime lifetime, ILogger<WebhookUpkeepWorker> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await RoundAsync(isFirst, stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, problem); // The next round tries again; the loop must not end.
            }

            await clock.DelayAsync(Interval, stoppingToken);
        }
    }

    private async Task RoundAsync(bool isFirst, CancellationToken stoppingToken)
    {
        foreach (var tenant in await tenants.AllAsync(stoppingToken))
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
            await Parallel.ForEachAsync(await subscriptions.AllAsync(tenant.Id, stoppingToken), parallel, async (row, token) =>
            {
                var check = await upkeep.CheckAsync(tenant, row.PersonId, token);
                if (check == WebhookCheck.Mended || (isFirst && check == WebhookCheck.WasGood))
                {
                    await agents.ReadRunningCallsAsync(tenant.Id, row.PersonId, token);
                }
            });
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
    }
}
