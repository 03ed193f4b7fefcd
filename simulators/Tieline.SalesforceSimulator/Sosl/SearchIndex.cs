using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>
/// The search index. It lags behind the rows by <see cref="Delay"/> on the org's clock, as the cloud's does: what was just saved
/// is not found yet, what was just changed is still found by its old words.
/// </summary>
public sealed class SearchIndex
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SearchDocument> documents = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Due, string Id)> waiting = new();

    public static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(2);

    /// <summary><see cref="UsualDelay"/>, unless the control door says otherwise.</summary>
    public TimeSpan Delay { get; set; } = UsualDelay;

    public void Note(string id, DateTimeOffset now)
    {
        lock (gate) waiting.Enqueue((now, id));
    }

    /// <summary>Brings the index up to what it may know now, and gives the documents of one object in the order of their ids.</summary>
    public IReadOnlyList<SearchDocument> Of(SalesforceOrg org, string objectName)
    {
        lock (gate)
        {
            while (waiting.TryPeek(out var next) && next.Due + Delay <= org.Clock.Now) Index(org, waiting.Dequeue().Id);
            return [.. documents.Values.Where(d => d.ObjectName == objectName).OrderBy(d => d.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>Indexes all rows at once, as after a restart or a reset.</summary>
    public void Rebuild(SalesforceOrg org)
    {
        lock (gate)
        {
            documents.Clear();
            waiting.Clear();
            foreach (var definition in org.Schema.Objects.Where(o => o.Can("searchable")))
            foreach (var row in org.Records.Rows(definition.Name))
                documents[row.Id] = SearchDocument.Of(definition, row);
        }
    }

    private void Index(SalesforceOrg org, string id)
    {
        if (org.Records.Find(id) is { IsDeleted: false } record && org.Schema[record.ObjectName].Can("searchable"))
            documents[id] = SearchDocument.Of(org.Schema[record.ObjectName], record);
        else
            documents.Remove(id);
    }
}
