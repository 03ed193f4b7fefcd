using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>What faults hold back until the org's clock comes to it: slow requests and late commits. A reset lets the first go and forgets the second.</summary>
public sealed partial class HeldRequests(SalesforceOrg org, ILogger<HeldRequests> log) : IDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<IDisposable> late = [];
    private CancellationTokenSource released = new();
    private int waiting;

    /// <summary>Slow requests that wait now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Waits as long as a slow fault says: on the machine's clock, on the org's, or on one after the other.</summary>
    public Task WaitAsync(Fault fault, CancellationToken cancellationToken) => WaitAsync(
        async token =>
        {
            if (fault.DelayMs is { } milliseconds) await Task.Delay(milliseconds, token);
            if (fault.Seconds is { } seconds) await org.Clock.DelayAsync(TimeSpan.FromSeconds(seconds), token);
        },
        cancellationToken);

    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => WaitAsync(token => org.Clock.DelayAsync(time, token), cancellationToken);

    private async Task WaitAsync(Func<CancellationToken, Task> pass, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Released());
        var passing = pass(either.Token);
        Interlocked.Increment(ref waiting);
        try
        {
            await passing;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Released(log);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Waits until something happens, but no longer than that.</summary>
    public async Task WaitAsync(TimeSpan most, Task happened, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var passing = WaitAsync(most, enough.Token);
        await Task.WhenAny(passing, happened);
        await enough.CancelAsync();
        try
        {
            await passing;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It happened before the time was over.
        }
    }

    /// <summary>Runs the work later on the org's clock. A mishap in it concerns nobody else's timers: it is logged.</summary>
    public void Later(TimeSpan time, Func<Task> work)
    {
        lock (gate)
        {
            IDisposable? timer = null;
            timer = org.Clock.At(org.Clock.Now + time, async () =>
            {
                lock (gate) late.Remove(timer!);
                try
                {
                    await work();
                }
                catch (Exception mishap)
                {
                    Log.Failed(log, mishap);
                }
            });
            late.Add(timer);
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            foreach (var timer in late) timer.Dispose();
            late.Clear();
            released.Cancel();
            released.Dispose();
            released = new CancellationTokenSource();
        }
    }

    public void Dispose() => released.Dispose();

    private CancellationToken Released() { lock (gate) return released.Token; }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A slow request goes on, since the org was reset.")]
        public static partial void Released(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "A request that was to commit late failed.")]
        public static partial void Failed(ILogger logger, Exception mishap);
    }
}
