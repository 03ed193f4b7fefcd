using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>What a try came to, and when its answer came: the schedule and the breaker count from the same moment.</summary>
internal sealed record EndedTry(DeliveryOutcome Outcome, DateTimeOffset At);

/// <summary>Claims one delivery, has it delivered and stores what became of it.</summary>
internal sealed partial class DeliveryAttempt(GroupCommitWriter writer, Clock clock, ILogger logger)
{
    /// <summary>Real time, not the injected clock's: it ends a call that hangs.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(2);

    /// <summary>How long a try may go on when the server stops, so that its answer is not lost.</summary>
    private static readonly TimeSpan GraceAtStop = TimeSpan.FromSeconds(5);

    /// <summary>Keeps the place while nothing can be written, so that the worker does not spin.</summary>
    private static readonly TimeSpan PauseWithoutStorage = TimeSpan.FromSeconds(5);

    /// <summary>The outcome that was stored; null when another worker has the delivery or the database did not answer.</summary>
    public async Task<EndedTry?> RunAsync(IDeliver deliverer, DueDelivery due, CancellationToken stopping)
    {
        var attempt = new DeliveryTry(due, Guid.NewGuid(), clock.UtcNow);
        try
        {
            if ((await writer.CommitAsync([attempt.Claim()], CancellationToken.None))[0] == 0)
            {
                return null;
            }

            using var answered = new CancellationTokenSource();
            var renewing = RenewAsync(attempt, answered.Token);
            var outcome = await DeliverAsync(deliverer, attempt.Delivery, stopping);
            await answered.CancelAsync();
            await renewing;
            var ended = new EndedTry(outcome, clock.UtcNow);
            return await StoreAsync(attempt, ended) ? ended : null;
        }
        catch (Exception exception)
        {
            // The mark of the try is on disk: after the lease it is tried again with MayAlreadyExist.
            Log.NotStored(logger, due.Lane.Kind, due.Key, due.Lane.TenantId, exception);
            await clock.DelayAsync(PauseWithoutStorage, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
    }

    private async Task<bool> StoreAsync(DeliveryTry attempt, EndedTry ended)
    {
        var (lane, key) = (attempt.Due.Lane, attempt.Due.Key);
        var changed = await writer.CommitAsync([attempt.End(ended.Outcome, ended.At)], CancellationToken.None);
        if (changed[0] == 0)
        {
            Log.LeaseLost(logger, lane.Kind, key, lane.TenantId);
            return false;
        }

        DeliveryMeter.Tried(lane, ended.Outcome);
        if (ended.Outcome is DeliveryOutcome.Failed failed)
        {
            Log.Failed(logger, lane.Kind, key, lane.TenantId, failed.Kind, failed.Code);
        }

        return true;
    }

    private async Task<DeliveryOutcome> DeliverAsync(IDeliver deliverer, Delivery delivery, CancellationToken stopping)
    {
        using var scope = logger.BeginDelivery(delivery.TenantId, delivery.Key);
        using var giveUp = new CancellationTokenSource(LongestTry);
        await using var atStop = stopping.Register(source => ((CancellationTokenSource)source!).CancelAfter(GraceAtStop), giveUp);
        try
        {
            return await deliverer.DeliverAsync(delivery, giveUp.Token);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            var reason = stopping.IsCancellationRequested ? KeptSentence.Of("DeliveryStopped") : KeptSentence.Of("DeliveryNoAnswer");
            return new DeliveryOutcome.Failed(FailureKind.Retry, reason, Unsure: true) { Code = "no answer" };
        }
        catch (Exception exception)
        {
            Log.Threw(logger, delivery.Kind, delivery.Key, delivery.TenantId, exception);
            return new DeliveryOutcome.Failed(FailureKind.Retry, KeptSentence.Of("DeliveryOwnError", exception.GetType().Name), Unsure: true) { Code = exception.GetType().Name };
        }
    }

    private async Task RenewAsync(DeliveryTry attempt, CancellationToken ended)
    {
        var due = attempt.BegunAt;
        while (!ended.IsCancellationRequested)
        {
            var next = due + (DeliveryTry.Lease / 3);
            due = next > clock.UtcNow ? next : clock.UtcNow;
            await clock.DelayUntilAsync(due, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await writer.CommitAsync(ended.IsCancellationRequested ? [] : [attempt.Renew(clock.UtcNow)], CancellationToken.None);
            }
            catch (Exception exception)
            {
                Log.NotRenewed(logger, attempt.Due.Lane.Kind, attempt.Due.Key, attempt.Due.Lane.TenantId, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Kind} {Key} of tenant {TenantId} failed ({FailureKind} {Code}); the deliveries page shows why.")]
        public static partial void Failed(ILogger logger, string kind, string key, Guid tenantId, FailureKind failureKind, string? code);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Kind} {Key} of tenant {TenantId} met an error of our own.")]
        public static partial void Threw(ILogger logger, string kind, string key, Guid tenantId, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "What became of delivery {Kind} {Key} of tenant {TenantId} could not be stored; it is tried again when its lease ends, and looked for first.")]
        public static partial void NotStored(ILogger logger, string kind, string key, Guid tenantId, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of delivery {Kind} {Key} of tenant {TenantId} could not be renewed.")]
        public static partial void NotRenewed(ILogger logger, string kind, string key, Guid tenantId, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Kind} {Key} of tenant {TenantId} took so long that another worker has taken it over; this outcome is dropped.")]
        public static partial void LeaseLost(ILogger logger, string kind, string key, Guid tenantId);
    }
}
