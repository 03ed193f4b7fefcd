using Tieline.Server.Diagnostics;

namespace Tieline.Server.Storage;

/// <summary>Deletes each hour what rooms keep no longer. Several servers may do so at once.</summary>
internal sealed partial class RetentionSweep(IEnumerable<Retention> rules, GroupCommitWriter writer, Clock clock, ILogger<RetentionSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var rule in rules)
            {
                await CarryOutAsync(rule, stoppingToken);
            }

            await clock.DelayAsync(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CarryOutAsync(Retention rule, CancellationToken stopping)
    {
        try
        {
            var before = Moment.ToMicroseconds(clock.UtcNow - rule.Kept);
            var total = 0L;
            for (var deleted = 1; deleted > 0; total += deleted)
            {
                deleted = (await writer.CommitAsync([new Statement(rule.Prune, [before])], stopping))[0];
            }

            if (total > 0)
            {
                Log.Deleted(logger, total, rule.What);
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.Failed(logger, rule.What, exception);
        }
        catch (OperationCanceledException)
        {
            Log.Stopped(logger, rule.What);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} {What} that are kept no longer.")]
        public static partial void Deleted(ILogger logger, long count, string what);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old {What} could not be deleted; it is tried again in an hour.")]
        public static partial void Failed(ILogger logger, string what, Exception exception);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Deleting old {What} was stopped with the server.")]
        public static partial void Stopped(ILogger logger, string what);
    }
}
