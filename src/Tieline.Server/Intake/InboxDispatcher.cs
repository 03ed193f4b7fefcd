using System.Data.Common;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Intake;

/// <summary>
/// Hands each key with waiting entries to the <see cref="IInboxRouter"/>: one turn at a time per key, many keys at once. A turn that fails is tried again
/// with growing pauses; after <see cref="TriesAllowed"/> its first entry is set aside as dead, and the key goes on behind it: the handler must have left
/// the guilty entry first. Failures of the database or the cluster pass and blame no entry. Other keys never wait for it.
/// </summary>
internal sealed partial class InboxDispatcher(
    Inbox inbox, IServiceProvider services, GroupCommitWriter writer, Clock clock, ILogger<InboxDispatcher> logger) : BackgroundService
{
    internal const int TriesAllowed = 8;
    private const int KeysAtOnce = 64;

    /// <summary>The pause after the nth failed try.</summary>
    internal static TimeSpan PauseAfter(int tries) => TimeSpan.FromSeconds(tries switch { 1 => 1, 2 => 2, 3 => 5, 4 => 10, 5 => 30, _ => 60 });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Looked up here, not injected: without a router (a part of the server in a test) entries are kept and wait.
        if (services.GetService<IInboxRouter>() is not { } router)
        {
            Log.NoRouter(logger);
            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = KeysAtOnce, CancellationToken = stoppingToken };
        try
        {
            await Parallel.ForEachAsync(inbox.Queue.ReadAllAsync(stoppingToken), options, async (key, token) => await TakeTurnAsync(router, key, token));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Entries that wait are found again at the next start.
        }
    }

    private async Task TakeTurnAsync(IInboxRouter router, InboxKey key, CancellationToken cancellationToken)
    {
        var (entryIds, tries) = inbox.Queue.Begin(key);
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["TenantId"] = key.TenantId, ["CallSessionId"] = key.OrderingKey });
        try
        {
            await router.HandleAsync(key, entryIds, cancellationToken);
            IntakeMeter.Handled(key, inbox.Queue.Finish(key));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            inbox.Queue.Pause(key);
        }
        catch (Exception exception)
        {
            var blamed = inbox.Queue.Pause(key, entryIsBlamed: !IsPassing(exception));
            Log.TurnFailed(logger, key.Subject, key.OrderingKey, key.TenantId, tries, exception);
            var afresh = blamed >= TriesAllowed && await SetFirstAsideAsync(key, entryIds, exception, cancellationToken);
            _ = ResumeLaterAsync(key, afresh ? TimeSpan.Zero : PauseAfter(tries), afresh, cancellationToken);
        }
    }

    // No entry is to blame for these, however often they come.
    private static bool IsPassing(Exception? failure) => failure is not null
        && (failure is TimeoutException or DbException or StaleWriteException or StorageStoppedException || IsPassing(failure.InnerException));

    private async Task ResumeLaterAsync(InboxKey key, TimeSpan pause, bool afresh, CancellationToken cancellationToken)
    {
        await clock.DelayAsync(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        inbox.Queue.Resume(key, afresh);
    }

    private async Task<bool> SetFirstAsideAsync(InboxKey key, IReadOnlyList<Guid> entryIds, Exception cause, CancellationToken cancellationToken)
    {
        try
        {
            var waiting = await inbox.WaitingAsync(key, entryIds, cancellationToken);
            if (waiting.Count > 0)
            {
                await writer.CommitAsync([Inbox.Dead(waiting[0].Id, $"Failed {TriesAllowed} times, last with {cause.GetType().Name}.")], cancellationToken);
                IntakeMeter.Dead(key);
                Log.SetAside(logger, waiting[0].Id, key.Subject, key.OrderingKey, key.TenantId, TriesAllowed);
            }

            return true;
        }
        catch (Exception exception)
        {
            // The database does not answer either: then the entry is hardly to blame, and the handler is tried again first.
            Log.NotSetAside(logger, key.Subject, key.OrderingKey, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody handles the inbox; entries are kept and wait.")]
        public static partial void NoRouter(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Inbox entries of {Subject} {OrderingKey} of tenant {TenantId} could not be handled (try {Tries}); they are tried again.")]
        public static partial void TurnFailed(ILogger logger, string subject, string orderingKey, Guid tenantId, int tries, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Inbox entry {EntryId} of {Subject} {OrderingKey} of tenant {TenantId} was set aside as dead after {Tries} tries; see the warnings before this line.")]
        public static partial void SetAside(ILogger logger, Guid entryId, string subject, string orderingKey, Guid tenantId, int tries);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The failing inbox entry of {Subject} {OrderingKey} could not be set aside either.")]
        public static partial void NotSetAside(ILogger logger, string subject, string orderingKey, Exception exception);
    }
}
