namespace Tieline.SalesforceSimulator.Store;

/// <summary>The records each user looked at or saved last, newest first, at most 200.</summary>
public sealed class RecentRecords
{
    private const int Kept = 200;
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<string>> byUser = [];

    public void Clear() { lock (gate) byUser.Clear(); }

    /// <summary>What was seen so far, to come back to.</summary>
    internal IReadOnlyDictionary<string, List<string>> Keep() { lock (gate) return byUser.ToDictionary(u => u.Key, u => u.Value.ToList()); }

    internal void Restore(IReadOnlyDictionary<string, List<string>> kept)
    {
        lock (gate)
        {
            byUser.Clear();
            foreach (var (user, ids) in kept) byUser[user] = ids;
        }
    }

    public void Saw(string userId, string recordId)
    {
        lock (gate)
        {
            if (!byUser.TryGetValue(userId, out var ids)) byUser[userId] = ids = [];
            ids.Remove(recordId);
            ids.Insert(0, recordId);
            if (ids.Count > Kept) ids.RemoveAt(Kept);
        }
    }

    public IReadOnlyList<SalesforceRecord> Of(string userId, SalesforceOrg org, string? objectName = null)
    {
        List<string> ids;
        lock (gate) ids = [.. byUser.GetValueOrDefault(userId) ?? []];
        return [.. ids.Select(id => org.FindAs(userId, id)).OfType<SalesforceRecord>().Where(r => !r.IsDeleted && (objectName is null || r.ObjectName == objectName))];
    }
}
