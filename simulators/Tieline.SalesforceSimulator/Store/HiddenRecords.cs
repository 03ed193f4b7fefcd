namespace Tieline.SalesforceSimulator.Store;

/// <summary>Which records which user may not see; stands for all that an org's sharing rules would decide. Callers hold the org's gate.</summary>
public sealed class HiddenRecords
{
    private readonly Dictionary<string, HashSet<string>> byUser = new(StringComparer.Ordinal);

    /// <summary>By user id, ids in 18 characters.</summary>
    public IEnumerable<KeyValuePair<string, HashSet<string>>> All => byUser;

    public bool HasAny(string userId) => byUser.ContainsKey(userId);

    public bool From(string userId, string recordId) => byUser.TryGetValue(userId, out var ids) && ids.Contains(recordId);

    public void Hide(string userId, IEnumerable<string> recordIds)
    {
        if (!byUser.TryGetValue(userId, out var ids)) byUser[userId] = ids = new(StringComparer.Ordinal);
        ids.UnionWith(recordIds);
    }

    /// <summary>Shows a user everything again; all users when none is named.</summary>
    public void Show(string? userId)
    {
        if (userId is null) byUser.Clear();
        else byUser.Remove(userId);
    }
}
