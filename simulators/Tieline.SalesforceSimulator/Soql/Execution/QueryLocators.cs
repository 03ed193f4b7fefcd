using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Open query results that further pages are fetched from: at most ten a user, for two days; the oldest closes first.</summary>
public sealed class QueryLocators
{
    private const int OpenPerUser = 10;
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);
    private readonly Lock gate = new();
    private readonly List<(string Id, string UserId, QueryResult Result, int PageSize, DateTimeOffset Until)> open = [];
    private long numbers;

    public void Clear() { lock (gate) open.Clear(); }

    public string Keep(string userId, QueryResult result, int pageSize, DateTimeOffset now)
    {
        lock (gate)
        {
            var id = RecordIds.Make("01g", ++numbers);
            open.RemoveAll(o => o.Until <= now);
            if (open.Count(o => o.UserId == userId) >= OpenPerUser) open.RemoveAt(open.FindIndex(o => o.UserId == userId));
            open.Add((id, userId, result, pageSize, now + Life));
            return id;
        }
    }

    public (QueryResult Result, int PageSize)? Find(string userId, string id, DateTimeOffset now)
    {
        lock (gate)
        {
            var found = open.Find(o => o.Id == id && o.UserId == userId && o.Until > now);
            return found.Result is null ? null : (found.Result, found.PageSize);
        }
    }
}
