namespace Tieline.Server.Diagnostics;

/// <summary>
/// Where the server takes the time from. A type of our own, never registered as <see cref="TimeProvider"/>:
/// Orleans' timeouts would jump with it when a test moves the time.
/// </summary>
public abstract class Clock
{
    /// <summary>The time now, in UTC.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>Completes when the clock has passed <paramref name="delay"/> from now; a negative delay completes at once.</summary>
    public virtual Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => DelayUntilAsync(UtcNow + delay, cancellationToken);

    /// <summary>Completes when the clock has reached <paramref name="due"/>; at once when it has already.</summary>
    public abstract Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellationToken);
}

/// <summary>The machine's clock.</summary>
public sealed class SystemClock : Clock
{
    public override DateTimeOffset UtcNow => TimeProvider.System.GetUtcNow();

    public override Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var delay = due - UtcNow;
        return delay <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, cancellationToken);
    }
}
