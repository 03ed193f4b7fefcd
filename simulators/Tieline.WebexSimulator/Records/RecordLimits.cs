using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Records;

/// <summary>How often a token may ask for call records: one first page a minute, then ten further pages a minute.</summary>
internal sealed class RecordLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Dictionary<(string Token, string Path, bool First), Queue<DateTimeOffset>> asked = [];

    /// <exception cref="WebexFailure">429 with the seconds to wait.</exception>
    public void Count(string token, string path, bool first, DateTimeOffset now)
    {
        foreach (var (quiet, _) in asked.Where(pair => pair.Value.All(time => time <= now - Window || time > now)).ToList())
        {
            asked.Remove(quiet);
        }

        var times = asked.TryGetValue((token, path, first), out var found) ? found : asked[(token, path, first)] = new();
        while (times.TryPeek(out var oldest) && (oldest <= now - Window || oldest > now))
        {
            times.Dequeue();
        }

        if (times.Count >= (first ? 1 : 10))
        {
            var wait = (int)Math.Ceiling((times.Peek() + Window - now).TotalSeconds);
            throw new WebexFailure(429, "Too many requests were sent in a given amount of time and the rate limit was exceeded.") { RetryAfter = wait };
        }

        times.Enqueue(now);
    }

    public void Clear() => asked.Clear();
}
