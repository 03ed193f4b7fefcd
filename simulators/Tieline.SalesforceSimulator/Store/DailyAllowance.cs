namespace Tieline.SalesforceSimulator.Store;

/// <summary>So many uses in any 24 hours.</summary>
public sealed class DailyAllowance(int max)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly Queue<DateTimeOffset> uses = new();

    public int Max { get; } = max;

    /// <summary>The uses that still count, the oldest first.</summary>
    public IReadOnlyCollection<DateTimeOffset> Uses => uses;

    public int Remaining(DateTimeOffset now)
    {
        while (uses.TryPeek(out var oldest) && oldest + Day <= now) uses.Dequeue();
        return Math.Max(0, Max - uses.Count);
    }

    public void Use(DateTimeOffset now) => uses.Enqueue(now);

    public void Clear() => uses.Clear();
}
