using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The faults that are set, in the order of setting; the first that fits a request meets it.</summary>
public sealed class FaultList
{
    private static readonly TimeSpan PatternPatience = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private int numbers;

    private sealed class Entry(string id, FaultRequest request, Regex path)
    {
        public string Id { get; } = id;
        public FaultRequest Request { get; } = request;
        public Regex Path { get; } = path;
        public int Seen { get; set; }
        public int Met { get; set; }
    }

    public string Add(FaultRequest request)
    {
        lock (gate)
        {
            var id = $"fault-{++numbers}";
            entries.Add(new Entry(id, request, new Regex(request.Match?.Path ?? "", RegexOptions.IgnoreCase, PatternPatience)));
            return id;
        }
    }

    public IReadOnlyList<object> All { get { lock (gate) return [.. entries.Select(e => new { id = e.Id, match = e.Request.Match, times = e.Request.Times, after = e.Request.After, fault = e.Request.Fault, met = e.Met })]; } }

    public bool Remove(string id) { lock (gate) return entries.RemoveAll(e => e.Id == id) > 0; }

    public void Clear() { lock (gate) entries.Clear(); }

    /// <summary>The fault this request meets, counted; null when none.</summary>
    public Fault? Meet(string method, string path)
    {
        lock (gate)
        {
            foreach (var entry in entries)
            {
                if (entry.Request.Match?.Method is { } wanted && !wanted.Equals(method, StringComparison.OrdinalIgnoreCase)) continue;
                if (!Fits(entry.Path, path)) continue;
                if (entry.Seen++ < (entry.Request.After ?? 0) || entry.Met >= (entry.Request.Times ?? int.MaxValue)) continue;
                entry.Met++;
                return entry.Request.Fault;
            }

            return null;
        }
    }

    /// <summary>A pattern that takes too long fits nothing.</summary>
    private static bool Fits(Regex pattern, string path)
    {
        try
        {
            return pattern.IsMatch(path);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
