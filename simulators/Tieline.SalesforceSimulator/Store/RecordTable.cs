using System.Diagnostics.CodeAnalysis;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// All rows of one object, the deleted ones included, in the order of creation, with hash indexes on the text fields that
/// queries have filtered by equality. Callers hold the org's gate.
/// </summary>
public sealed class RecordTable
{
    private readonly SortedDictionary<string, SalesforceRecord> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SalesforceRecord> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> indexes = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<SalesforceRecord> All => rows.Values;

    public int Count => byId.Count;

    public bool TryFind(string id, [NotNullWhen(true)] out SalesforceRecord? record) => byId.TryGetValue(id, out record);

    /// <summary>Rows whose text field equals the value, case aside.</summary>
    public IEnumerable<SalesforceRecord> WithText(string field, string value)
    {
        if (!indexes.TryGetValue(field, out var index))
        {
            index = new(StringComparer.OrdinalIgnoreCase);
            foreach (var row in rows.Values) AddTo(index, field, row);
            indexes[field] = index;
        }

        return index.TryGetValue(value, out var ids) ? ids.Order(StringComparer.Ordinal).Select(id => byId[id]) : [];
    }

    public void Put(SalesforceRecord record)
    {
        if (byId.TryGetValue(record.Id, out var before)) Unindex(before);
        byId[record.Id] = record;
        rows[record.Id] = record;
        foreach (var (field, index) in indexes) AddTo(index, field, record);
    }

    public void Remove(string id)
    {
        if (!byId.Remove(id, out var before)) return;
        rows.Remove(id);
        Unindex(before);
    }

    private void Unindex(SalesforceRecord record)
    {
        foreach (var (field, index) in indexes)
            if (record.Text(field) is { } text && index.TryGetValue(text, out var ids))
                ids.Remove(record.Id);
    }

    private static void AddTo(Dictionary<string, HashSet<string>> index, string field, SalesforceRecord record)
    {
        if (record.Text(field) is not { } text) return;
        if (!index.TryGetValue(text, out var ids)) index[text] = ids = [];
        ids.Add(record.Id);
    }
}
