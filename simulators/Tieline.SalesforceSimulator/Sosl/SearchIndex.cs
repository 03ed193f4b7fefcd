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
    private readonly Queue<(DateTimeOffset Noted, string Id)> waiting = new();
    private readonly HashSet<string> noted = new(StringComparer.Ordinal);

    public static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(2);

    /// <summary><see cref="UsualDelay"/>, unless the control door says otherwise.</summary>
    public TimeSpan Delay { get; set; } = UsualDelay;

    /// <summary>Keeps in mind that a row changed; it stands in the queue once. Used within the org's gate.</summary>
    public void Note(SalesforceOrg org, string id)
    {
        lock (gate)
        {
            if (noted.Add(id)) waiting.Enqueue((org.Clock.Now, id));
            CatchUp(org);
        }
    }

    /// <summary>Brings the index up to what it may know now, and gives the documents of one object that answer a term, in the order of their ids.</summary>
    public IReadOnlyList<SearchDocument> Find(SalesforceOrg org, string objectName, SearchTerm term, SearchGroup group)
    {
        lock (gate)
        {
            CatchUp(org);
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
            noted.Clear();
            foreach (var definition in org.Schema.Objects.Where(o => o.Can("searchable")))
            foreach (var row in org.Records.Rows(definition.Name))
                Catalog(definition.Name).Put(SearchDocument.Of(definition, row));
        }
    }

    /// <summary>What was noted later than now was noted before the clock was set back: it has waited long enough.</summary>
    private void CatchUp(SalesforceOrg org)
    {
        var now = org.Clock.Now;
        while (waiting.TryPeek(out var next) && (next.Noted > now || next.Noted + Delay <= now))
        {
            waiting.Dequeue();
            noted.Remove(next.Id);
            Index(org, next.Id);
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
