namespace Tieline.WebexSimulator.Calls;

/// <summary>One line of a person's call history: no call id, no duration.</summary>
internal sealed record HistoryEntry(string Type, string? Name, string? Number, bool PrivacyEnabled, DateTimeOffset Time);

/// <summary>The newest 20 calls of each kind per person.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/call-controls/list-call-history</remarks>
internal sealed class CallHistory
{
    public const string Placed = "placed";
    public const string Missed = "missed";
    public const string Received = "received";
    private const int Kept = 20;
    private readonly Dictionary<string, List<HistoryEntry>> byPerson = [];

    public IReadOnlyDictionary<string, List<HistoryEntry>> All => byPerson;

    public void Add(string personId, string type, Party remote, DateTimeOffset time)
    {
        var list = byPerson.TryGetValue(personId, out var found) ? found : byPerson[personId] = [];
        list.Insert(0, new HistoryEntry(type, remote.Name, remote.Number, remote.PrivacyEnabled, time));
        if (list.Count(entry => entry.Type == type) > Kept)
        {
            list.RemoveAt(list.FindLastIndex(entry => entry.Type == type));
        }
    }

    /// <summary>Newest first; all kinds when <paramref name="type"/> is null.</summary>
    public IReadOnlyList<HistoryEntry> Of(string personId, string? type) =>
        [.. byPerson.GetValueOrDefault(personId, []).Where(entry => type is null || entry.Type == type).OrderByDescending(entry => entry.Time)];

    public void Load(IReadOnlyDictionary<string, List<HistoryEntry>> saved)
    {
        foreach (var (person, entries) in saved)
        {
            byPerson[person] = entries;
        }
    }

    public void Clear() => byPerson.Clear();
}
