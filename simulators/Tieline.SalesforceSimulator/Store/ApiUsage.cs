namespace Tieline.SalesforceSimulator.Store;

/// <summary>One request the org received; its status is 0 until (or unless) it is answered.</summary>
public sealed record ApiRequest(long Index, DateTimeOffset At, string Method, string Path, int Status, Caller Caller, string? Query);

/// <summary>Whose token a request carried: the user's name, the app's consumer key and the token's scopes; null where there is none.</summary>
public sealed record Caller(string? User, string? App, string? Scope);

/// <summary>The requests received since the start, the last 20,000 (at least) of them kept.</summary>
public sealed class ApiUsage
{
    public const int UsualDailyLimit = 15000;
    private const int Kept = 20000;
    private readonly Lock gate = new();
    private readonly List<ApiRequest> requests = [];
    private long total;
    private readonly RollingCount calls = new();

    /// <summary>How many calls of the REST API the org allows in 24 hours.</summary>
    public int DailyLimit { get; set; } = UsualDailyLimit;

    /// <summary>Calls of the REST API in the last 24 hours, as the limit header counts them; signing in is none.</summary>
    public long Count(DateTimeOffset now) { lock (gate) return calls.Of(now); }

    internal IReadOnlyList<RollingCount.Minute> Minutes { get { lock (gate) return [.. calls.Minutes]; } }

    internal void Restore(IEnumerable<RollingCount.Minute> minutes)
    {
        lock (gate)
            foreach (var minute in minutes)
                calls.Add(minute.At, minute.Count);
    }

    public long Add(DateTimeOffset at, string method, string path, Caller caller, string? query)
    {
        lock (gate)
        {
            if (path.StartsWith("/services/data/v", StringComparison.Ordinal)) calls.Add(at);
            requests.Add(new ApiRequest(total, at, method, path, 0, caller, query));
            if (requests.Count > 2 * Kept) requests.RemoveRange(0, Kept);
            return total++;
        }
    }

    public void Answered(long index, int status)
    {
        lock (gate)
            if (requests.Count > 0 && index - requests[0].Index is var at and >= 0 && at < requests.Count)
                requests[(int)at] = requests[(int)at] with { Status = status };
    }

    public IReadOnlyList<ApiRequest> Since(long index) { lock (gate) return [.. requests.Where(r => r.Index >= index)]; }

    /// <summary>Forgets all requests; their numbers go on, so that who reads along misses none.</summary>
    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
            calls.Clear();
            DailyLimit = UsualDailyLimit;
        }
    }
}
