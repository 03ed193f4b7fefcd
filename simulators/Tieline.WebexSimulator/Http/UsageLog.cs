namespace Tieline.WebexSimulator.Http;

internal sealed record UsageEntry(long Index, DateTimeOffset At, string Method, string Path, int Status, string? User, string? Scope);

/// <summary>The requests that the cloud received, newest last; only the newest 20,000 are kept.</summary>
internal sealed class UsageLog
{
    public const string UserItem = "user";
    public const string ScopeItem = "scope";
    public const string CutItem = "cut";
    private const int Kept = 20_000;
    private readonly Queue<UsageEntry> entries = new();
    private readonly Lock gate = new();
    private long next;

    public void Add(DateTimeOffset at, HttpContext http, int status)
    {
        lock (gate)
        {
            entries.Enqueue(new UsageEntry(next++, at, http.Request.Method, http.Request.Path, status,
                http.Items[UserItem] as string, http.Items[ScopeItem] as string));
            if (entries.Count > Kept)
            {
                entries.Dequeue();
            }
        }
    }

    public UsageEntry[] Since(long index)
    {
        lock (gate) { return [.. entries.Where(entry => entry.Index >= index)]; }
    }

    public void Clear()
    {
        lock (gate) { entries.Clear(); next = 0; }
    }
}
