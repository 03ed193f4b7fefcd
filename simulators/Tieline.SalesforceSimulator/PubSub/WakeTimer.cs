using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>Wakes its owner at an instant of the org's clock. One that is set for earlier stays: the owner looks whether it is time and sets it anew.</summary>
internal sealed class WakeTimer(SimulatorClock clock, Action wake) : IDisposable
{
    private readonly Lock gate = new();
    private DateTimeOffset setFor = DateTimeOffset.MaxValue;
    private IDisposable? timer;

    public void Set(DateTimeOffset due)
    {
        lock (gate)
        {
            if (setFor <= due) return;
            timer?.Dispose();
            (setFor, timer) = (due, clock.At(due, Ring));
        }
    }

    public void Dispose() { lock (gate) timer?.Dispose(); }

    private Task Ring()
    {
        lock (gate) (setFor, timer) = (DateTimeOffset.MaxValue, null);
        wake();
        return Task.CompletedTask;
    }
}
