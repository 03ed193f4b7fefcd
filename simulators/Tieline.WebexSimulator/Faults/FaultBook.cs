using System.Globalization;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Faults;

/// <summary>The faults in force, in the order in which they were set.</summary>
internal sealed class FaultBook
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private readonly List<TaskCompletionSource> held = [];
    private int next = 1;

    public Fault[] All
    {
        get { lock (gate) { return [.. faults]; } }
    }

    public Fault Add(Func<string, Fault> read)
    {
        lock (gate)
        {
            var fault = read("fault-" + next.ToString(CultureInfo.InvariantCulture));
            next++;
            faults.Add(fault);
            return fault;
        }
    }

    /// <summary>Removes one, or all when <paramref name="id"/> is null; returns how many.</summary>
    public int Remove(string? id)
    {
        lock (gate) { return faults.RemoveAll(fault => id is null || fault.Id == id); }
    }

    /// <summary>No faults any more, nobody waits, and they are numbered anew.</summary>
    public void Clear()
    {
        Remove(null);
        ReleaseAll();
        lock (gate) { next = 1; }
    }

    /// <summary>Completes when a slow request may go on: after the seconds on the cloud's clock, or at a reset.</summary>
    public Task HoldAsync(WebexCloud cloud, double seconds)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            // Both at once: it is told as waiting once the clock counts its time, and a reset finds it.
            cloud.After(TimeSpan.FromSeconds(seconds), () => Release(passed));
            held.Add(passed);
        }

        return passed.Task;
    }

    /// <summary>Slow requests that wait for the cloud's clock now.</summary>
    public int Waiting
    {
        get { lock (gate) { return held.Count; } }
    }

    /// <summary>Slow requests go on, whatever time it is.</summary>
    public void ReleaseAll()
    {
        lock (gate)
        {
            held.ForEach(passed => passed.TrySetResult());
            held.Clear();
        }
    }

    private void Release(TaskCompletionSource passed)
    {
        lock (gate) { held.Remove(passed); }
        passed.TrySetResult();
    }

    public Fault? Next(HttpRequest request, bool refreshes)
    {
        lock (gate) { return faults.Count == 0 ? null : faults.Find(fault => fault.Strikes(request, refreshes)); }
    }

    public bool AnyOf(string kind)
    {
        lock (gate) { return faults.Exists(fault => fault.Kind == kind); }
    }
}
