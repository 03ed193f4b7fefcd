namespace Tieline.SalesforceSimulator.Store;

/// <summary>One request the org received.</summary>
public sealed record ApiRequest(long Index, DateTimeOffset At, string Method, string Path, int Status, string? User, string? Query);

/// <summary>The requests received since the start, the last 20,000 of them kept.</summary>
public sealed class ApiUsage
{
    public const int DailyLimit = 15000;
    private const int Kept = 20000;
    private readonly Lock gate = new();
    private readonly Queue<ApiRequest> requests = new();
    private long total;

    /// <summary>API calls counted by the limit header.</summary>
    public long Count { get { lock (gate) return total; } }

    public void Add(DateTimeOffset at, string method, string path, int status, string? user, string? query)
    {
        lock (gate)
        {
            requests.Enqueue(new ApiRequest(total++, at, method, path, status, user, query));
            if (requests.Count > Kept) requests.Dequeue();
        }
    }

    public IReadOnlyList<ApiRequest> Since(long index) { lock (gate) return [.. requests.Where(r => r.Index >= index)]; }

    public void Clear() { lock (gate) { requests.Clear(); total = 0; } }
}
