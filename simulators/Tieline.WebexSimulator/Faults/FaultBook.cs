using System.Globalization;

namespace Tieline.WebexSimulator.Faults;

/// <summary>The faults in force, in the order in which they were set.</summary>
internal sealed class FaultBook
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private int next = 1;

    public Fault[] All
    {
        get { lock (gate) { return [.. faults]; } }
    }

    public Fault Add(Func<string, Fault> read)
    {
        lock (gate)
        {
            var fault = read("fault-" + next.ToString(CultureInfo.InvariantCulture));
            next++;
            faults.Add(fault);
            return fault;
        }
    }

    /// <summary>Removes one, or all when <paramref name="id"/> is null; returns how many.</summary>
    public int Remove(string? id)
    {
        lock (gate) { return faults.RemoveAll(fault => id is null || fault.Id == id); }
    }

    public Fault? Next(HttpRequest request)
    {
        lock (gate) { return faults.Count == 0 ? null : faults.Find(fault => fault.Strikes(request)); }
    }
}
