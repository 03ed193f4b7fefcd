namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// The org's own time. Running: goes on with the machine's, from where it was set. Stepped: stands still until advanced, and
/// advancing runs each timer due on the way at its own instant, waiting for what it does.
/// </summary>
public sealed class SimulatorClock : IDisposable
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(long Number, Func<Task> Run), (DateTimeOffset Due, long Number)> timers = new();
    private readonly HashSet<long> pending = [];
    private readonly SemaphoreSlim moving = new(1, 1);
    private readonly ITimer alarm;
    private TimeSpan ahead;
    private DateTimeOffset? stoodAt;
    private long numbers;

    public SimulatorClock() => alarm = TimeProvider.System.CreateTimer(_ => _ = RunDueAsync(Now), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public bool Stepped { get { lock (gate) return stoodAt is not null; } }

    public DateTimeOffset Now { get { lock (gate) return NowUnderGate; } }

    /// <summary>How far running time is ahead of the machine's.</summary>
    public TimeSpan Ahead { get { lock (gate) return ahead; } }

    /// <summary>Goes on as a saved clock stood: stepped at its instant, running with its lead.</summary>
    public void Restore(bool stepped, DateTimeOffset now, TimeSpan lead)
    {
        lock (gate)
        {
            (stoodAt, ahead) = (stepped ? now : null, lead);
            SetAlarm();
        }
    }

    private DateTimeOffset NowUnderGate => stoodAt ?? TimeProvider.System.GetUtcNow() + ahead;

    /// <summary>Stepped time starts where running time stood, and the other way round.</summary>
    public void SetMode(bool stepped)
    {
        lock (gate)
        {
            var now = NowUnderGate;
            stoodAt = stepped ? now : null;
            if (!stepped) ahead = now - TimeProvider.System.GetUtcNow();
            SetAlarm();
        }
    }

    /// <summary>Jumps; forwards it runs what was due on the way.</summary>
    public Task SetAsync(DateTimeOffset now) => MoveAsync(_ => now);

    public Task AdvanceAsync(TimeSpan by) => MoveAsync(now => now + by);

    /// <summary>Runs the work once the org's time has come to <paramref name="due"/>; disposing cancels it.</summary>
    public IDisposable At(DateTimeOffset due, Func<Task> work)
    {
        lock (gate)
        {
            var number = ++numbers;
            timers.Enqueue((number, work), (due, number));
            pending.Add(number);
            SetAlarm();
            return new Cancellation(this, number);
        }
    }

    /// <summary>Ends once the org's time has gone on by <paramref name="time"/>.</summary>
    public async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = At(Now + time, () => { passed.TrySetResult(); return Task.CompletedTask; });
        await passed.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        alarm.Dispose();
        moving.Dispose();
    }

    /// <summary>One after the other, so that each who advances the clock counts.</summary>
    private async Task MoveAsync(Func<DateTimeOffset, DateTimeOffset> goalOf)
    {
        await moving.WaitAsync();
        try
        {
            var start = Now;
            var goal = goalOf(start);
            var mishaps = goal >= start ? await RunDueAsync(goal) : [];
            lock (gate)
            {
                // Running time may have passed the goal while the timers took theirs.
                if (goal < start || goal > NowUnderGate) GoTo(goal);
                SetAlarm();
            }

            if (mishaps.Count > 0) throw new AggregateException("Timers failed on the way.", mishaps);
        }
        finally
        {
            moving.Release();
        }
    }

    private void GoTo(DateTimeOffset now)
    {
        if (stoodAt is not null) stoodAt = now;
        else ahead = now - TimeProvider.System.GetUtcNow();
    }

    /// <summary>What went wrong: work that fails keeps no other from running.</summary>
    private async Task<IReadOnlyList<Exception>> RunDueAsync(DateTimeOffset until)
    {
        var mishaps = new List<Exception>();
        while (TakeDue(until) is { } work)
        {
            try
            {
                await work();
            }
            catch (Exception mishap)
            {
                mishaps.Add(mishap);
            }
        }

        lock (gate) SetAlarm();
        return mishaps;
    }

    private Func<Task>? TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            while (timers.TryPeek(out var timer, out var key) && key.Due <= until)
            {
                timers.Dequeue();
                if (!pending.Remove(timer.Number)) continue;
                if (key.Due > NowUnderGate) GoTo(key.Due);
                return timer.Run;
            }

            return null;
        }
    }

    private void SetAlarm()
    {
        if (stoodAt is not null || !timers.TryPeek(out _, out var key)) alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else alarm.Change(TimeSpan.FromMilliseconds(Math.Clamp((key.Due - NowUnderGate).TotalMilliseconds + 1, 0, 1e9)), Timeout.InfiniteTimeSpan);
    }

    private sealed class Cancellation(SimulatorClock clock, long number) : IDisposable
    {
        public void Dispose()
        {
            lock (clock.gate) clock.pending.Remove(number);
        }
    }
}
