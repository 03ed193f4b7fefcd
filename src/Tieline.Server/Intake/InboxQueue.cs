using System.Diagnostics;
using System.Threading.Channels;

namespace Tieline.Server.Intake;

/// <summary>
/// The keys to be handled, each at most once in the queue and never handed out while it is being handled.
/// In memory only: after a crash the sweep finds the entries again.
/// </summary>
internal sealed class InboxQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<InboxKey, Turn> _turns = [];
    private readonly Channel<InboxKey> _ready = Channel.CreateUnbounded<InboxKey>();

    private enum State
    {
        Queued,
        Running,
        RunningAndAskedAgain,
        Pausing,
    }

    /// <summary>Keys whose turn has come, in order; each must be handed back by <see cref="Finish"/> or <see cref="Pause"/>.</summary>
    public IAsyncEnumerable<InboxKey> ReadAllAsync(CancellationToken cancellationToken) => _ready.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Asks for a turn; while the key is being handled: for another turn after it; while it pauses after a failure: for nothing more.</summary>
    public void Add(InboxKey key)
    {
        lock (_lock)
        {
            if (!_turns.TryGetValue(key, out var turn))
            {
                Enqueue(key, new Turn());
            }
            else if (turn.State == State.Running)
            {
                turn.State = State.RunningAndAskedAgain;
            }
        }
    }

    /// <summary>Begins the turn; returns which try it is, from 1.</summary>
    public int Begin(InboxKey key)
    {
        lock (_lock)
        {
            var turn = _turns[key];
            turn.State = State.Running;
            return ++turn.Tries;
        }
    }

    /// <summary>Ends the turn well; returns how long the entries waited and were handled.</summary>
    public TimeSpan Finish(InboxKey key)
    {
        lock (_lock)
        {
            var turn = _turns[key];
            if (turn.State == State.RunningAndAskedAgain)
            {
                Enqueue(key, new Turn());
            }
            else
            {
                _turns.Remove(key);
            }

            return Stopwatch.GetElapsedTime(turn.AskedAt);
        }
    }

    /// <summary>Ends the turn badly; the key waits for <see cref="Resume"/>.</summary>
    public void Pause(InboxKey key)
    {
        lock (_lock)
        {
            _turns[key].State = State.Pausing;
        }
    }

    /// <summary>Queues a pausing key again; <paramref name="afresh"/>: its tries count from 1.</summary>
    public void Resume(InboxKey key, bool afresh)
    {
        lock (_lock)
        {
            Enqueue(key, afresh ? new Turn() : _turns[key]);
        }
    }

    private void Enqueue(InboxKey key, Turn turn)
    {
        turn.State = State.Queued;
        _turns[key] = turn;
        _ready.Writer.TryWrite(key);
    }

    private sealed class Turn
    {
        public long AskedAt { get; } = Stopwatch.GetTimestamp();

        public State State { get; set; }

        public int Tries { get; set; }
    }
}
