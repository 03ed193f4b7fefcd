using System.Buffers.Binary;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>All events of the last <see cref="Retention"/>, in order. Replay ids grow and leave gaps; they never start anew.</summary>
public sealed class EventBus(SimulatorClock clock)
{
    public static readonly TimeSpan Retention = TimeSpan.FromHours(72);
    private static readonly TimeSpan SameMark = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly List<BusEntry> entries = [];
    private readonly Dictionary<string, string> schemas = new(StringComparer.Ordinal);
    private long last = 21_000_000;

    /// <summary>The replay id given last.</summary>
    public long Last { get { lock (gate) return last; } }

    public IReadOnlyList<BusEntry> Entries { get { lock (gate) { Forget(); return [.. entries]; } } }

    /// <summary>Schemas of events sent, by id, also those of a shape that the object no longer has.</summary>
    public IReadOnlyDictionary<string, string> Schemas { get { lock (gate) return new Dictionary<string, string>(schemas); } }

    public void Learn(string schemaId, string json) { lock (gate) schemas[schemaId] = json; }

    public long Publish(BusEvent happened) { lock (gate) return Add(happened); }

    /// <summary>A place for now, to which one who has seen all can come back; who has not stays where he is.</summary>
    public long Mark(long seen)
    {
        lock (gate) return seen < last ? seen : entries is [.., { Event: null } end] && end.ReplayId == last && clock.Now - end.At < SameMark ? last : Add(null);
    }

    /// <summary>Whether a subscriber can go on from there.</summary>
    public bool Holds(long replayId)
    {
        lock (gate)
        {
            Forget();
            return entries.Exists(e => e.ReplayId == replayId);
        }
    }

    /// <summary>Up to <paramref name="most"/> events of a topic after a place, and the place up to which was looked.</summary>
    public (IReadOnlyList<BusEntry> Events, long Seen) Next(string topic, long after, int most)
    {
        lock (gate)
        {
            Forget();
            var found = new List<BusEntry>();
            var at = entries.FindLastIndex(e => e.ReplayId <= after) + 1;
            for (; at < entries.Count && found.Count < most; at++)
                if (entries[at].Event?.Topics.Contains(topic) == true)
                    found.Add(entries[at]);
            return (found, at == entries.Count ? Math.Max(after, last) : entries[at - 1].ReplayId);
        }
    }

    /// <summary>Forgets all events; the count goes on, so that an old place is never taken for a new one.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            schemas.Clear();
        }
    }

    /// <summary>Goes on after what was saved and after what was given since: no place is given twice.</summary>
    public void Restore(long lastId, IEnumerable<BusEntry> saved)
    {
        lock (gate)
        {
            entries.AddRange(saved);
            last = Math.Max(last, entries is [.., var end] ? Math.Max(lastId, end.ReplayId) : lastId);
        }
    }

    /// <summary>Eight bytes, the highest first.</summary>
    public static byte[] Bytes(long replayId)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, replayId);
        return bytes;
    }

    private long Add(BusEvent? happened)
    {
        Forget();
        last += 1 + last % 3;
        entries.Add(new BusEntry(last, clock.Now, happened));
        return last;
    }

    private void Forget()
    {
        var oldest = clock.Now - Retention;
        var expired = entries.FindIndex(e => e.At >= oldest);
        if (expired != 0) entries.RemoveRange(0, expired < 0 ? entries.Count : expired);
    }
}
