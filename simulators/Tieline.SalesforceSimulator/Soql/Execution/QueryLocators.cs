using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Open queries that further pages are fetched from, with their child subqueries: at most ten a user, for two days; the oldest closes first.</summary>
public sealed class QueryLocators
{
    private const int OpenPerUser = 10;
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);
    private readonly Lock gate = new();
    private readonly List<OpenQuery> open = [];

    public void Clear() { lock (gate) open.Clear(); }

    /// <summary>The queries open now, to come back to.</summary>
    internal IReadOnlyCollection<object> Keep() { lock (gate) return [.. open]; }

    internal void Restore(IReadOnlyCollection<object> kept)
    {
        lock (gate)
        {
            open.Clear();
            open.AddRange(kept.Cast<OpenQuery>());
        }
    }

    /// <summary>Keeps a result of a query and gives its locator.</summary>
    public string Keep(QueryContext context, QueryResult result)
    {
        lock (gate)
        {
            var now = context.Org.Clock.Now;
            open.RemoveAll(o => o.Until <= now);
            if (open.Find(o => o.Context == context) is not { } query)
            {
                if (context.Org.Switches.TenOpenQueriesPerUser && open.Count(o => o.Context.UserId == context.UserId) >= OpenPerUser)
                    open.RemoveAt(open.FindIndex(o => o.Context.UserId == context.UserId));
                open.Add(query = new OpenQuery(context, now + Life, []));
            }

            var id = context.Org.Records.NextId("01g");
            query.Results[id] = result;
            return id;
        }
    }

    public (QueryContext Context, QueryResult Result)? Find(string userId, string id, DateTimeOffset now)
    {
        lock (gate)
        {
            var found = open.Find(o => o.Context.UserId == userId && o.Until > now && o.Results.ContainsKey(id));
            return found is null ? null : (found.Context, found.Results[id]);
        }
    }

    private sealed record OpenQuery(QueryContext Context, DateTimeOffset Until, Dictionary<string, QueryResult> Results);
}
