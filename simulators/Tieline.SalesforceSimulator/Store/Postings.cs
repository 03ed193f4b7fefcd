namespace Tieline.SalesforceSimulator.Store;

/// <summary>Which ids stand under which key, case of the key aside; the ids of a key in their order.</summary>
internal sealed class Postings
{
    private readonly Dictionary<string, List<string>> byKey = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Of(string key) => byKey.TryGetValue(key, out var ids) ? ids : [];

    public void Add(string key, string id)
    {
        if (!byKey.TryGetValue(key, out var ids)) byKey[key] = ids = new List<string>(1);
        // New rows have the largest id: no search for their place.
        if (ids.Count == 0 || string.CompareOrdinal(ids[^1], id) < 0) ids.Add(id);
        else if (ids.BinarySearch(id, StringComparer.Ordinal) is var at and < 0) ids.Insert(~at, id);
    }

    public void Remove(string key, string id)
    {
        if (!byKey.TryGetValue(key, out var ids)) return;
        if (ids.BinarySearch(id, StringComparer.Ordinal) is var at and >= 0) ids.RemoveAt(at);
        if (ids.Count == 0) byKey.Remove(key);
    }
}
