using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>One end of a call: a person's leg, or somebody outside.</summary>
internal abstract class End(CallSession session)
{
    public CallSession Session { get; } = session;

    public EndState State { get; set; } = EndState.Alerting;

    /// <summary>This end has put the other on hold.</summary>
    public bool OnHold { get; set; }

    /// <summary>The end that this one talks with.</summary>
    public End? Peer { get; set; }

    /// <summary>While this end is being rung: who calls.</summary>
    public End? Caller { get; set; }

    /// <summary>While this end calls: whom it rings.</summary>
    public List<End> Ringing { get; } = [];

    public bool Live => State != EndState.Disconnected;

    public bool Talking => Live && Peer is not null;

    public abstract Party SeenBy(Person viewer);

    /// <summary>The state that follows from who holds whom.</summary>
    public EndState StateOfTalk() => OnHold ? EndState.Held : Peer is { OnHold: true } ? EndState.RemoteHeld : EndState.Connected;
}

/// <summary>Somebody whom this cloud does not serve.</summary>
internal sealed class OutsideEnd(CallSession session, Party party, string id) : End(session)
{
    public Party Party { get; } = party;

    public string Id { get; } = id;

    public override Party SeenBy(Person viewer) => Party;
}
