using System.Threading.Channels;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>
/// Takes due deliveries from the table and has them delivered, up to eight at once for a tenant and kind. Any number of nodes may run one:
/// a delivery is claimed with a lease before its cloud is called, and no two workers hold one lease.
/// </summary>
public sealed partial class DeliveryWorker : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly DeliveryLanes _lanes = new();
    private readonly Database _database;
    private readonly GroupCommitWriter _writer;
    private readonly Clock _clock;
    private readonly IServiceProvider _services;
    private readonly ILogger<DeliveryWorker> _logger;

    internal DeliveryWorker(Database database, GroupCommitWriter writer, Clock clock, IServiceProvider services, ILogger<DeliveryWorker> logger)
    {
        _database = database;
        _writer = writer;
        _clock = clock;
        _services = services;
        _logger = logger;
    }

    /// <summary>Several servers share the database: leases that are open at the start may be another's.</summary>
    internal bool IsOneOfSeveral { get; init; }

    /// <summary>Has the table looked at soon; call it after a commit with <see cref="Outbox.Ask"/>.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Takes the clouds of this tenant for well again and looks at once.</summary>
    internal void Reopen(Guid tenantId)
    {
        _lanes.Reopen(tenantId);
        Nudge();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var deliverers = _services.GetServices<IDeliver>().ToDictionary(deliverer => deliverer.Kind);
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wakeAt = _clock.UtcNow + LongestSleep;
            try
            {
                if (isFirst && !IsOneOfSeveral)
                {
                    await EndLeasesOfTheLastRunAsync(stoppingToken);
                }

                isFirst = false;
                wakeAt = await BeginDueAsync(deliverers, wakeAt, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotRead(_logger, exception);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await SleepAsync(wakeAt, stoppingToken);
        }

        await _lanes.AllEndedAsync();
    }

    private async Task EndLeasesOfTheLastRunAsync(CancellationToken cancellationToken) =>
        await _writer.CommitAsync([new Statement(DeliverySql.EndAllLeases, [Moment.ToMicroseconds(_clock.UtcNow)])], cancellationToken);

    /// <summary>Begins what is due and fits; returns when to look again.</summary>
    private async Task<DateTimeOffset> BeginDueAsync(Dictionary<string, IDeliver> deliverers, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var now = _clock.UtcNow;
        var due = Moment.ToMicroseconds(now);
        var lanes = await _database.QueryAsync(DeliverySql.DueLanes, [due], row => new Lane(row.GetId(0), row.GetString(1)), cancellationToken);
        foreach (var lane in lanes)
        {
            if (!deliverers.TryGetValue(lane.Kind, out var deliverer))
            {
                Log.NobodyDelivers(_logger, lane.Kind, lane.TenantId);
                continue;
            }

            var room = _lanes.Room(lane, now);
            var found = room == 0 ? [] : await _database.QueryAsync(
                DeliverySql.Due, [lane.TenantId, lane.Kind, due, CloudBreaker.AtOnce * 2], row => DueDelivery.Read(lane, row), cancellationToken);
            foreach (var delivery in found.Where(_lanes.IsNotUnderWay).Take(room))
            {
                _lanes.Begin(delivery, TryAsync(deliverer, delivery, cancellationToken), Nudge);
            }
        }

        var next = await _database.QueryAsync(DeliverySql.NextDue, [due], row => row.GetMomentOrNull(0), cancellationToken);
        return Earliest(latest, next[0], _lanes.NextProbe(now));
    }

    private static DateTimeOffset Earliest(DateTimeOffset latest, params ReadOnlySpan<DateTimeOffset?> times)
    {
        foreach (var time in times)
        {
            latest = time < latest ? time.Value : latest;
        }

        return latest;
    }

    private async Task TryAsync(IDeliver deliverer, DueDelivery due, CancellationToken stopping)
    {
        await Task.Yield();
        var attempt = new DeliveryAttempt(_writer, _clock, _logger);
        if (await attempt.RunAsync(deliverer, due, stopping) is { } ended)
        {
            _lanes.Note(due.Lane, ended.Outcome, ended.At);
        }
    }

    private async Task SleepAsync(DateTimeOffset wakeAt, CancellationToken stoppingToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(_clock.DelayUntilAsync(wakeAt, awake.Token), _nudges.Reader.WaitToReadAsync(awake.Token).AsTask());
        _nudges.Reader.TryRead(out _);
        await awake.CancelAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The deliveries could not be read; they are looked at again in half a minute.")]
        public static partial void NotRead(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Nobody delivers {Kind}, which tenant {TenantId} waits for; its deliveries are kept.")]
        public static partial void NobodyDelivers(ILogger logger, string kind, Guid tenantId);
    }
}
