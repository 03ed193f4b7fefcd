using System.Diagnostics;
using System.Threading.Channels;

namespace Tieline.Server.Intake;

/// <summary>
/// The keys to be handled with their entries, each key at most once in the queue and never handed out while it is being handled.
/// In memory only: after a crash the sweep finds the entries again.
/// </summary>
internal sealed class InboxQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<InboxKey, Turn> _turns = [];
    private readonly Channel<InboxKey> _ready = Channel.CreateUnbounded<InboxKey>();

    /// <summary>Keys whose turn has come, in order; each must be handed back by <see cref="Finish"/> or <see cref="Pause"/>.</summary>
    public IAsyncEnumerable<InboxKey> ReadAllAsync(CancellationToken cancellationToken) => _ready.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Asks for a turn with this entry; while the key is being handled: for another turn after it; while it pauses after a failure: for nothing sooner.</summary>
    public void Add(InboxKey key, Guid entryId)
    {
        lock (_lock)
        {
            if (!_turns.TryGetValue(key, out var turn))
            {
                Enqueue(key, new Turn([entryId]));
            }
            else if (turn.IsRunning)
            {
                turn.Later = Turn.With(turn.Later, entryId);
            }
            else
            {
                turn.Entries = Turn.With(turn.Entries, entryId);
            }
        }
    }

    /// <summary>Begins the turn; returns its entries in the order of their arrival, and which try it is, from 1.</summary>
    public (IReadOnlyList<Guid> EntryIds, int Tries) Begin(InboxKey key)
    {
        lock (_lock)
        {
            var turn = _turns[key];
            turn.IsRunning = true;
            turn.Entries.Sort();
            return (turn.Entries, ++turn.Tries);
        }
    }

    /// <summary>Ends the turn well; returns how long the entries waited and were handled.</summary>
    public TimeSpan Finish(InboxKey key)
    {
        lock (_lock)
        {
            _turns.Remove(key, out var turn);
            if (turn!.Later is { } later)
            {
                Enqueue(key, new Turn(later));
            }

            return Stopwatch.GetElapsedTime(turn.AskedAt);
        }
    }

    /// <summary>Ends the turn badly; the key waits for <see cref="Resume"/>. Returns for how many failures in all its entry was blamed.</summary>
    public int Pause(InboxKey key, bool entryIsBlamed = false)
    {
        lock (_lock)
        {
            var turn = _turns[key];
            turn.Entries = (turn.Later ?? []).Aggregate(new List<Guid>(turn.Entries), Turn.With);
            turn.Later = null;
            turn.IsRunning = false;
            return turn.Blamed += entryIsBlamed ? 1 : 0;
        }
    }

    /// <summary>Queues a pausing key again; <paramref name="afresh"/>: its tries count from 1.</summary>
    public void Resume(InboxKey key, bool afresh)
    {
        lock (_lock)
        {
            var turn = _turns[key];
            Enqueue(key, afresh ? new Turn(turn.Entries) : turn);
        }
    }

    private void Enqueue(InboxKey key, Turn turn)
    {
        _turns[key] = turn;
        _ready.Writer.TryWrite(key);
    }

    private sealed class Turn(List<Guid> entries)
    {
        public long AskedAt { get; } = Stopwatch.GetTimestamp();

        /// <summary>Handed out with the turn: not changed while it runs.</summary>
        public List<Guid> Entries { get; set; } = entries;

        /// <summary>Entries that came while the turn ran.</summary>
        public List<Guid>? Later { get; set; }

        public bool IsRunning { get; set; }

        public int Tries { get; set; }

        public int Blamed { get; set; }

        // The sweep names an entry that still waits each time it passes.
        public static List<Guid> With(List<Guid>? entries, Guid entryId)
        {
            entries ??= [];
            if (!entries.Contains(entryId))
            {
                entries.Add(entryId);
            }

            return entries;
        }
    }
}
