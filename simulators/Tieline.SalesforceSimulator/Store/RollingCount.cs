namespace Tieline.SalesforceSimulator.Store;

/// <summary>How many there were in the last 24 hours, to the minute.</summary>
internal sealed class RollingCount
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly Queue<Minute> minutes = new();
    private Minute? current;
    private long total;

    /// <summary>Those of one minute that still count.</summary>
    public sealed record Minute(DateTimeOffset At, long Count);

    public IEnumerable<Minute> Minutes => current is null ? minutes : minutes.Append(current);

    public void Add(DateTimeOffset now, long count = 1)
    {
        var minute = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerMinute, now.Offset);
        if (current is not null && current.At != minute)
        {
            minutes.Enqueue(current);
            current = null;
        }

        current = new Minute(minute, (current?.Count ?? 0) + count);
        total += count;
    }

    public long Of(DateTimeOffset now)
    {
        while (minutes.TryPeek(out var oldest) && oldest.At + Day <= now) total -= minutes.Dequeue().Count;
        if (current is not null && current.At + Day <= now)
        {
            total -= current.Count;
            current = null;
        }

        return total;
    }

    public void Clear()
    {
        minutes.Clear();
        (current, total) = (null, 0);
    }
}
