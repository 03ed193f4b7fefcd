namespace Tieline.WebexSimulator.Time;

/// <summary>Something that will happen at an instant of the simulator's clock, unless it is cancelled before.</summary>
internal sealed class ClockTimer(DateTimeOffset due, Func<Task> run)
{
    private volatile bool cancelled;

    public DateTimeOffset Due { get; } = due;

    public bool Cancelled => cancelled;

    public void Cancel() => cancelled = true;

    public Task RunAsync() => cancelled ? Task.CompletedTask : run();
}
