using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// How many events the org may still have delivered: so many in any 24 hours, counted once for each subscriber.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/allocations.html
/// </summary>
public sealed class DeliveryAllowance(SimulatorClock clock)
{
    /// <summary>Of a Developer Edition.</summary>
    public const int Usual = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly List<Delivered> delivered = [];

    public sealed record Delivered(DateTimeOffset At, int Count);

    public int Limit { get; set; } = Usual;

    public int Remaining { get { lock (gate) return Left(); } }

    public IReadOnlyList<Delivered> Recent { get { lock (gate) { Forget(); return [.. delivered]; } } }

    /// <summary>Counts up to <paramref name="wanted"/> deliveries; says how many it allows.</summary>
    public int Take(int wanted)
    {
        lock (gate)
        {
            var taken = Math.Min(wanted, Left());
            if (taken == 0) return 0;
            if (delivered is [.., var newest] && clock.Now - newest.At < Grain) delivered[^1] = newest with { Count = newest.Count + taken };
            else delivered.Add(new Delivered(clock.Now, taken));
            return taken;
        }
    }

    public void Restore(IEnumerable<Delivered> saved) { lock (gate) delivered.AddRange(saved); }

    public void Clear()
    {
        lock (gate) delivered.Clear();
        Limit = Usual;
    }

    private int Left()
    {
        Forget();
        return Math.Max(0, Limit - delivered.Sum(d => d.Count));
    }

    private void Forget() => delivered.RemoveAll(d => clock.Now - d.At >= Window);
}
