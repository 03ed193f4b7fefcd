using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Intake;

/// <summary>
/// Finds entries left waiting by a crash or by another node, at the start and every half minute, and deletes old ones every hour:
/// handled ones after 48 hours (until then they tell repetitions), dead ones after 30 days.
/// </summary>
internal sealed partial class InboxSweep(Inbox inbox, Database database, GroupCommitWriter writer, Clock clock, ILogger<InboxSweep> logger) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan KeepDone = TimeSpan.FromHours(48);
    internal static readonly TimeSpan KeepDead = TimeSpan.FromDays(30);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var pruneAt = clock.UtcNow;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WakeAsync(stoppingToken);
                if (clock.UtcNow >= pruneAt)
                {
                    await PruneAsync(KeepDone, state: 1, stoppingToken);
                    await PruneAsync(KeepDead, state: 2, stoppingToken);
                    pruneAt = clock.UtcNow + PruneInterval;
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            await clock.DelayAsync(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        var end = SequentialIds.Floor(clock.UtcNow.AddMilliseconds(1));
        var last = Guid.Empty;
        List<(Guid Id, InboxKey Key)> page;
        do
        {
            page = await database.QueryAsync(
                InboxSql.LeftWaiting,
                [last, end],
                row => (row.GetId(0), new InboxKey(row.GetId(1), row.GetString(2), row.GetString(3))),
                cancellationToken);
            foreach (var (id, key) in page)
            {
                inbox.Queue.Add(key, id);
                last = id;
            }
        }
        while (page.Count > 0);
    }

    private async Task PruneAsync(TimeSpan age, int state, CancellationToken cancellationToken)
    {
        int[] deleted;
        var before = clock.UtcNow - age;
        do
        {
            deleted = await writer.CommitAsync([new Statement(InboxSql.Prune, [Inbox.TimeInDedupeKey(before), Moment.ToMicroseconds(before), state])], cancellationToken);
        }
        while (deleted[0] > 0);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox could not be swept; it is tried again in half a minute.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
