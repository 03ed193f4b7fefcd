using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>All rows of the org, with a journal since the last commit so that a failed collection can be undone. Callers hold the org's gate.</summary>
public sealed class RecordStore(OrgSchema schema)
{
    private readonly Dictionary<string, RecordTable> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> counters = new(StringComparer.Ordinal);
    /// <summary>Rows of these decide who may do what.</summary>
    private static readonly HashSet<string> Setup = new(StringComparer.OrdinalIgnoreCase)
    {
        "User", "Profile", "UserRole", "PermissionSet", "PermissionSetAssignment", "PermissionSetGroup", "PermissionSetGroupComponent", "ObjectPermissions", "FieldPermissions", "Group", "GroupMember",
    };

    private readonly List<(string ObjectName, string Id, SalesforceRecord? Before, SalesforceRecord? After)> journal = [];

    /// <summary>Grows with each change of a row that decides who may do what.</summary>
    public long SetupVersion { get; private set; }

    public RecordTable Table(string objectName)
    {
        if (!tables.TryGetValue(objectName, out var table)) tables[objectName] = table = new RecordTable(schema[objectName]);
        return table;
    }

    /// <summary>To be called when the schema changed.</summary>
    public void IndexAnew()
    {
        foreach (var (name, table) in tables)
            if (schema.Find(name) is { } definition)
                table.IndexAnew(definition);
    }

    /// <summary>The rows not deleted.</summary>
    public IEnumerable<SalesforceRecord> Rows(string objectName) => Table(objectName).All.Where(r => !r.IsDeleted);

    /// <summary>A row by its 15- or 18-character id, whatever its object; deleted ones too.</summary>
    public SalesforceRecord? Find(string? id) =>
        RecordIds.Normalize(id) is { } full && schema.ByPrefix(full) is { } definition && Table(definition.Name).TryFind(full, out var record) ? record : null;

    public string NextId(string keyPrefix) => RecordIds.Make(keyPrefix, counters[keyPrefix] = counters.GetValueOrDefault(keyPrefix) + 1);

    /// <summary>The next number of a counter that is no id (case numbers).</summary>
    public long NextNumber(string counter) => counters[counter] = counters.GetValueOrDefault(counter) + 1;

    public IReadOnlyDictionary<string, long> Counters => counters;

    /// <summary>Counts go on from there, as if nothing had been numbered since.</summary>
    public void RestoreCounters(IReadOnlyDictionary<string, long> before)
    {
        counters.Clear();
        foreach (var (counter, value) in before) counters[counter] = value;
    }

    public void RestoreCounter(string counter, long value) => counters[counter] = value;

    public void Put(SalesforceRecord record)
    {
        var table = Table(record.ObjectName);
        table.TryFind(record.Id, out var before);
        journal.Add((record.ObjectName, record.Id, before, record));
        table.Put(record);
        NoteSetup(record.ObjectName);
    }

    /// <summary>Forgets a row wholly (emptying the recycle bin, or objects without one).</summary>
    public void Erase(SalesforceRecord record)
    {
        journal.Add((record.ObjectName, record.Id, record, null));
        Table(record.ObjectName).Remove(record.Id);
        NoteSetup(record.ObjectName);
    }

    /// <summary>A point to which <see cref="Undo"/> can go back.</summary>
    public int Mark() => journal.Count;

    public void Undo(int mark)
    {
        for (var i = journal.Count - 1; i >= mark; i--)
        {
            var (name, id, before, _) = journal[i];
            if (before is null) Table(name).Remove(id);
            else Table(name).Put(before);
            NoteSetup(name);
        }

        journal.RemoveRange(mark, journal.Count - mark);
    }

    /// <summary>Ends the transaction and tells what changed in it, one change per row.</summary>
    public IReadOnlyList<RecordChange> Commit()
    {
        if (journal.Count == 0) return [];
        var changes = journal.GroupBy(j => j.Id)
            .Select(g => (g.First().ObjectName, Id: g.Key, g.First().Before, g.Last().After))
            .Where(c => c.Before is not null || c.After is not null)
            .Select(c => new RecordChange(c.ObjectName, c.Id, KindOf(c.Before, c.After)) { Before = c.Before, After = c.After })
            .ToList();
        journal.Clear();
        return changes;
    }

    public void Clear()
    {
        tables.Clear();
        counters.Clear();
        journal.Clear();
        SetupVersion++;
    }

    private void NoteSetup(string objectName)
    {
        if (Setup.Contains(objectName)) SetupVersion++;
    }

    private static RecordChangeKind KindOf(SalesforceRecord? before, SalesforceRecord? after) => (before, after) switch
    {
        (null, _) => RecordChangeKind.Created,
        (_, null) or (_, { IsDeleted: true }) => RecordChangeKind.Deleted,
        _ => RecordChangeKind.Updated,
    };
}
