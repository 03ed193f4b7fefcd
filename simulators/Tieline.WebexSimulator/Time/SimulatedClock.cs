namespace Tieline.WebexSimulator.Time;

/// <summary>
/// The cloud's own time. Running, it follows the machine's clock at an offset; stepped, it stands still until advanced.
/// Timers run in the order in which they are due, each at its own instant.
/// </summary>
internal sealed partial class SimulatedClock(TimeProvider machine, ILogger<SimulatedClock> logger)
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly PriorityQueue<ClockTimer, (DateTimeOffset Due, long Order)> timers = new();
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? standing;
    private TimeSpan offset;
    private bool stepped;
    private long order;
    private long resets;

    public DateTimeOffset Now
    {
        get { lock (gate) { return ReadNow(); } }
    }

    public bool Stepped
    {
        get { lock (gate) { return stepped; } }
    }

    /// <summary>Runs <paramref name="run"/> once, <paramref name="delay"/> from now on this clock.</summary>
    public ClockTimer After(TimeSpan delay, Func<Task> run)
    {
        lock (gate)
        {
            var timer = new ClockTimer(ReadNow() + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay), run);
            timers.Enqueue(timer, (timer.Due, order++));
            wake.TrySetResult();
            return timer;
        }
    }

    /// <summary>Stops or starts the flow of time; the time of day does not change.</summary>
    public void SetStepped(bool value)
    {
        lock (gate)
        {
            var now = ReadNow();
            stepped = value;
            StandAt(value ? now : null, now);
        }
    }

    /// <summary>Sets the time of day backwards, running nothing. Forwards, use <see cref="AdvanceAsync"/>.</summary>
    public void SetBack(DateTimeOffset now)
    {
        lock (gate) { StandAt(stepped ? now : null, now); }
    }

    /// <summary>Nothing that was to happen will; time goes on.</summary>
    public void ForgetTimers()
    {
        lock (gate) { timers.Clear(); }
    }

    /// <summary>Forgets every timer and follows the machine's clock again.</summary>
    public void Reset()
    {
        lock (gate)
        {
            timers.Clear();
            stepped = false;
            resets++;
            StandAt(null, machine.GetUtcNow());
        }
    }

    /// <summary>
    /// Lets <paramref name="by"/> pass at once. Each timer due on the way runs at its own instant, and
    /// <paramref name="settled"/> is awaited after it, so that its effects lie before the next one. A reset meanwhile ends it.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan by, Func<Task> settled, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset target;
            long begun;
            lock (gate) { standing = ReadNow(); target = standing.Value + by; begun = resets; }
            await settled();
            while (NextOnTheWay(target, begun) is { } timer)
            {
                await RunAsync(timer);
                await settled();
            }

            lock (gate) { if (begun == resets) { StandAt(stepped ? target : null, target); } }
        }
        finally
        {
            lock (gate) { if (!stepped && standing is { } frozen) { StandAt(null, frozen); } }
            turn.Release();
        }
    }

    /// <summary>Runs timers as the running clock reaches them, until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var (signal, delay) = NextWake();
            if (delay > TimeSpan.Zero)
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(signal, Task.Delay(delay, machine, stop.Token));
                await stop.CancelAsync();
                continue;
            }

            await turn.WaitAsync(cancellationToken);
            try
            {
                while (!Stepped && NextDueBy(Now) is { } timer)
                {
                    await RunAsync(timer);
                }
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <summary>A mishap of one timer must not keep the others from running: it is logged, and time goes on.</summary>
    private async Task RunAsync(ClockTimer timer)
    {
        try
        {
            await timer.RunAsync();
        }
        catch (Exception mishap)
        {
            Log.TimerFailed(logger, timer.Due, mishap);
        }
    }

    private (Task Signal, TimeSpan Delay) NextWake()
    {
        lock (gate)
        {
            wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var idle = TimeSpan.FromMinutes(10);
            if (standing is not null || !timers.TryPeek(out _, out var next))
            {
                return (wake.Task, idle);
            }

            var delay = next.Due - ReadNow();
            return (wake.Task, delay > idle ? idle : delay);
        }
    }

    /// <summary>Puts the clock at the instant of the next timer; null when there is none, or the clock was reset.</summary>
    private ClockTimer? NextOnTheWay(DateTimeOffset target, long begun)
    {
        lock (gate)
        {
            var timer = begun == resets ? NextDueBy(target) : null;
            standing = timer?.Due > standing ? timer.Due : standing;
            return timer;
        }
    }

    private ClockTimer? NextDueBy(DateTimeOffset instant)
    {
        lock (gate)
        {
            while (timers.TryPeek(out var timer, out _) && (timer.Cancelled || timer.Due <= instant))
            {
                timers.Dequeue();
                if (!timer.Cancelled)
                {
                    return timer;
                }
            }

            return null;
        }
    }

    private DateTimeOffset ReadNow() => standing ?? machine.GetUtcNow() + offset;

    private void StandAt(DateTimeOffset? instant, DateTimeOffset now)
    {
        standing = instant;
        offset = now - machine.GetUtcNow();
        wake.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What was due at {Due} failed.")]
        public static partial void TimerFailed(ILogger logger, DateTimeOffset due, Exception mishap);
    }
}
