using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>
/// The search index. It lags behind the rows by <see cref="Delay"/> on the org's clock, as the cloud's does: what was just saved
/// is not found yet, what was just changed is still found by its old words.
/// </summary>
public sealed class SearchIndex
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SearchCatalog> catalogs = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Due, string Id)> waiting = new();

    public static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(2);

    /// <summary><see cref="UsualDelay"/>, unless the control door says otherwise.</summary>
    public TimeSpan Delay { get; set; } = UsualDelay;

    public void Note(string id, DateTimeOffset now)
    {
        lock (gate) waiting.Enqueue((now, id));
    }

    /// <summary>Brings the index up to what it may know now, and gives the documents of one object that answer a term, in the order of their ids.</summary>
    public IReadOnlyList<SearchDocument> Find(SalesforceOrg org, string objectName, SearchTerm term, SearchGroup group)
    {
        lock (gate)
        {
            while (waiting.TryPeek(out var next) && next.Due + Delay <= org.Clock.Now) Index(org, waiting.Dequeue().Id);
            return Catalog(objectName).Find(term, group);
        }
    }

    /// <summary>Indexes all rows at once, as after a restart or a reset.</summary>
    public void Rebuild(SalesforceOrg org)
    {
        lock (gate)
        {
            catalogs.Clear();
            waiting.Clear();
            foreach (var definition in org.Schema.Objects.Where(o => o.Can("searchable")))
            foreach (var row in org.Records.Rows(definition.Name))
                Catalog(definition.Name).Put(SearchDocument.Of(definition, row));
        }
    }

    private void Index(SalesforceOrg org, string id)
    {
        if (org.Schema.ByPrefix(id) is not { } definition || !definition.Can("searchable")) return;
        if (org.Records.Find(id) is { IsDeleted: false } record) Catalog(definition.Name).Put(SearchDocument.Of(definition, record));
        else Catalog(definition.Name).Remove(id);
    }

    private SearchCatalog Catalog(string objectName)
    {
        if (!catalogs.TryGetValue(objectName, out var catalog)) catalogs[objectName] = catalog = new SearchCatalog();
        return catalog;
    }
}
