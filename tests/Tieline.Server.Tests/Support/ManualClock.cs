using Tieline.Server.Diagnostics;

namespace Tieline.Server.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it. Delays end when the time has been moved past them, earliest first.
/// What waits is woken on other threads: wait for the effect with a condition, not with a further move.
/// </summary>
public sealed class ManualClock(DateTimeOffset? start = null) : Clock
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, DateTimeOffset> _waiting = new();
    private DateTimeOffset _now = start ?? new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset UtcNow
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>How many delays wait for the time to pass; cancelled ones count until their time.</summary>
    public int WaitingDelays
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    public override Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (due <= _now)
            {
                return Task.CompletedTask;
            }

            _waiting.Enqueue(waiter, due);
        }

        return waiter.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Moves the time forward; every delay due on the way ends, in the order of its end.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(UtcNow + by);

    /// <summary>Moves the time forward to <paramref name="time"/>; an earlier time is refused.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        lock (_lock)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, _now);
            while (_waiting.TryPeek(out var waiter, out var due) && due <= time)
            {
                _waiting.Dequeue();
                _now = due > _now ? due : _now;
                waiter.TrySetResult();
            }

            _now = time;
        }
    }
}
