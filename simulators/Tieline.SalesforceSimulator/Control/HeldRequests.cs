using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>What faults hold back until the org's clock comes to it: slow requests and late commits. A reset lets the first go and forgets the second.</summary>
public sealed partial class HeldRequests(SalesforceOrg org, ILogger<HeldRequests> log) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<IDisposable> late = [];
    private CancellationTokenSource released = new();
    private int waiting;

    /// <summary>Slow requests that wait for the org's clock now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Waits as long as a slow fault says.</summary>
    public async Task WaitAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (fault.DelayMs is { } milliseconds) await Task.Delay(milliseconds, cancellationToken);
        if (fault.Seconds is { } seconds) await WaitAsync(TimeSpan.FromSeconds(seconds), cancellationToken);
    }

    public async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Released());
        var passing = org.Clock.DelayAsync(time, either.Token);
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
        lock (gate) late.Add(org.Clock.At(org.Clock.Now + time, async () =>
        {
            try
            {
                await work();
            }
            catch (Exception mishap)
            {
                Log.Failed(log, mishap);
            }
        }));
    }

    public void Reset()
    {
        lock (gate)
        {
            late.ForEach(timer => timer.Dispose());
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
