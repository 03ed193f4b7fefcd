using System.Diagnostics.Metrics;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Intake;

/// <summary>
/// Metric <c>tieline.inbox.oldest</c>: for how many seconds the oldest waiting entry has waited; 0 when none waits. The histogram of the lag knows handled entries
/// alone: of one that is stuck only this tells. Looked at every quarter of a minute; while the database does not answer, what waited last goes on growing older.
/// </summary>
internal sealed partial class InboxAge : BackgroundService
{
    private const string Oldest = "SELECT received_at FROM inbox WHERE state = 0 ORDER BY id LIMIT 1";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly Database _database;
    private readonly Clock _clock;
    private readonly ILogger<InboxAge> _logger;
    private DateTimeOffset? _since;

    public InboxAge(Database database, Clock clock, IMeterFactory meters, ILogger<InboxAge> logger)
    {
        (_database, _clock, _logger) = (database, clock, logger);
        meters.Create("Tieline.Inbox").CreateObservableGauge(
            "tieline.inbox.oldest", () => _since is { } since ? Math.Max(0, (_clock.UtcNow - since).TotalSeconds) : 0, "s", "How long the oldest waiting entry has waited.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _since = (await _database.QueryAsync(Oldest, [], row => (DateTimeOffset?)row.GetMoment(0), stoppingToken)).SingleOrDefault();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotRead(_logger, exception);
            }

            await _clock.DelayAsync(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "How old the inbox is could not be read.")]
        public static partial void NotRead(ILogger logger, Exception exception);
    }
}
