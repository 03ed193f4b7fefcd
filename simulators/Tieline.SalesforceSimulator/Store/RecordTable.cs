using System.Diagnostics.CodeAnalysis;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// All rows of one object, the deleted ones included, in the order of their ids, with an index on each
/// <see cref="FieldDefinition.Indexed"/> field. Callers hold the org's gate.
/// </summary>
public sealed class RecordTable(ObjectDefinition definition)
{
    private static readonly Comparer<SalesforceRecord> ById = Comparer<SalesforceRecord>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id));
    private readonly List<SalesforceRecord> rows = [];
    private readonly Dictionary<string, SalesforceRecord> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Postings> indexes = definition.Fields.Where(f => f.Indexed && f.Type != FieldType.Id)
        .ToDictionary(f => f.Name, _ => new Postings(), StringComparer.OrdinalIgnoreCase);

    public IEnumerable<SalesforceRecord> All => rows;

    public int Count => byId.Count;

    public bool TryFind(string id, [NotNullWhen(true)] out SalesforceRecord? record) => byId.TryGetValue(id, out record);

    /// <summary>Rows whose text field equals the value, case aside; a field without an index is looked for in all rows.</summary>
    public IEnumerable<SalesforceRecord> WithText(string field, string value) => With(field, value);

    /// <summary>The same for a text or a number.</summary>
    public IEnumerable<SalesforceRecord> With(string field, object value) =>
        IdsWith(field, value) is { } ids ? ids.Select(id => byId[id]) : rows.Where(r => string.Equals(IndexKey.Of(r[field]), IndexKey.Of(value), StringComparison.OrdinalIgnoreCase));

    /// <summary>Ids of the rows that hold the text or number, by the field's index, in order; null when it has none.</summary>
    public IReadOnlyList<string>? IdsWith(string field, object value) => indexes.TryGetValue(field, out var index) && IndexKey.Of(value) is { } key ? index.Of(key) : null;

    public void Put(SalesforceRecord record)
    {
        Reindex(record.Id, byId.GetValueOrDefault(record.Id), record);
        byId[record.Id] = record;
        // New rows have the largest id: no search for their place.
        var at = rows.Count == 0 || ById.Compare(rows[^1], record) < 0 ? ~rows.Count : rows.BinarySearch(record, ById);
        if (at < 0) rows.Insert(~at, record);
        else rows[at] = record;
    }

    public void Remove(string id)
    {
        if (!byId.Remove(id, out var before)) return;
        rows.RemoveAt(rows.BinarySearch(before, ById));
        Reindex(id, before, null);
    }

    /// <summary>Makes the indexes that the object's fields want now; those of fields that went are dropped.</summary>
    public void IndexAnew(ObjectDefinition now)
    {
        var wanted = now.Fields.Where(f => f.Indexed && f.Type != FieldType.Id).Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in indexes.Keys.Where(name => !wanted.Contains(name)).ToList()) indexes.Remove(gone);
        foreach (var name in wanted.Where(name => !indexes.ContainsKey(name)))
        {
            var index = indexes[name] = new Postings();
            foreach (var row in rows)
                if (IndexKey.Of(row[name]) is { } key)
                    index.Add(key, row.Id);
        }
    }

    private void Reindex(string id, SalesforceRecord? before, SalesforceRecord? after)
    {
        foreach (var (field, index) in indexes)
        {
            var (old, now) = (IndexKey.Of(before?[field]), IndexKey.Of(after?[field]));
            if (string.Equals(old, now, StringComparison.OrdinalIgnoreCase)) continue;
            if (old is not null) index.Remove(old, id);
            if (now is not null) index.Add(now, id);
        }
    }
}
