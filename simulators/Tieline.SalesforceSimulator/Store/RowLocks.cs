using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>
/// Rows that a save under way, or the control door, holds. Another save that needs one is refused. Callers hold the org's gate.
/// </summary>
internal sealed class RowLocks
{
    private readonly Dictionary<string, object> holders = new(StringComparer.Ordinal);
    private TaskCompletionSource freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<string>? noted;
    private object? running;

    public IEnumerable<string> HeldBy(object holder) => holders.Where(h => h.Value == holder).Select(h => h.Key);

    /// <summary>How many others than this one hold rows.</summary>
    public int HoldersBeside(object holder) => holders.Values.Distinct().Count(other => other != holder);

    public void Hold(object holder, IEnumerable<string> ids)
    {
        foreach (var id in ids) holders.TryAdd(id, holder);
    }

    /// <summary>Holds all of them, or none when somebody else holds one.</summary>
    public bool TryHold(object holder, IReadOnlyCollection<string> ids)
    {
        if (ids.Any(holders.ContainsKey)) return false;
        Hold(holder, ids);
        return true;
    }

    /// <summary>Ends when rows are let go next.</summary>
    public Task Freed => freed.Task;

    public void Release(object holder)
    {
        foreach (var id in HeldBy(holder).ToList()) holders.Remove(id);
        TellFreed();
    }

    public void Clear()
    {
        holders.Clear();
        TellFreed();
    }

    /// <summary>A save needs these rows for itself.</summary>
    public void Need(IReadOnlyCollection<string> ids)
    {
        if (noted is not null)
        {
            noted.UnionWith(ids);
            return;
        }

        var taken = ids.Where(id => holders.TryGetValue(id, out var holder) && holder != running).ToList();
        if (taken.Count > 0)
            throw SalesforceRefusal.Bad("UNABLE_TO_LOCK_ROW", $"unable to obtain exclusive access to this record or {taken.Count} records: {string.Join(",", taken)}");
    }

    /// <summary>Whether what is done now is only done to see which rows it needs, and undone.</summary>
    public bool IsTrial => noted is not null;

    /// <summary>The rows the work would need.</summary>
    public IReadOnlyCollection<string> NeededBy(Action work)
    {
        var needed = noted = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            work();
        }
        finally
        {
            noted = null;
        }

        return needed;
    }

    private void TellFreed()
    {
        freed.SetResult();
        freed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Does work as the one who holds the rows.</summary>
    public T As<T>(object holder, Func<T> work)
    {
        running = holder;
        try
        {
            return work();
        }
        finally
        {
            running = null;
        }
    }
}
