namespace Tieline.Server.Calls;

/// <summary>One leg of a call: what is known about one Webex <c>callId</c> of one person.</summary>
public sealed record CallLeg(string PersonId, string CallId)
{
    /// <summary>An end that was not heard but found later than this after the last sign of life may have been at any time between: nothing is made of it.</summary>
    public static readonly TimeSpan EndIsFoundWithin = TimeSpan.FromMinutes(1);

    /// <summary>Null until an event says which way the call goes.</summary>
    public bool? IsIncoming { get; init; }

    /// <summary>Outbound: the agent's own handset was picked up, so that the far end was called at all.</summary>
    public bool IsPickedUp { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>As the cloud told it.</summary>
    public DateTimeOffset? HeardEndedAt { get; init; }

    /// <summary>As a sweep found it; gives way to the heard one.</summary>
    public DateTimeOffset? FoundEndedAt { get; init; }

    /// <summary>The newest time of the cloud at which it certainly was not over yet.</summary>
    public DateTimeOffset? AliveAt { get; init; }

    public bool WasAnsweredElsewhere { get; init; }

    public bool WasForwarded { get; init; }

    /// <summary>The other end was an emergency service at some time of the call.</summary>
    public bool WasEmergency { get; init; }

    public Stamped<CallStatus>? Status { get; init; }

    public Stamped<RemoteParty>? Remote { get; init; }

    public Stamped<string>? EndpointId { get; init; }

    public Stamped<Muting>? Mute { get; init; }

    public Stamped<Redirection>? RedirectedBy { get; init; }

    /// <summary>What the agent did through us, by deed.</summary>
    public IReadOnlyDictionary<AgentDeed, Stamped<DeedDone>> Deeds { get; init; } = new Dictionary<AgentDeed, Stamped<DeedDone>>();

    public DateTimeOffset? EndedAt => HeardEndedAt ?? FoundEndedAt;

    public bool IsOver => EndedAt is not null;

    /// <summary>When it ended is known: to the second when that was heard, otherwise to within <see cref="EndIsFoundWithin"/>.</summary>
    public bool IsEndKnown => HeardEndedAt is not null || FoundEndedAt - (AliveAt ?? StartedAt) <= EndIsFoundWithin;

    /// <summary>Something of the cloud is known about it, not only what we did ourselves.</summary>
    public bool IsKnown => StartedAt is not null;

    public DeedDone? Did(AgentDeed deed) => Deeds.TryGetValue(deed, out var done) && !done.Value.Withdrawn ? done.Value : null;

    /// <summary>Pure: the leg after <paramref name="happening"/>.</summary>
    public CallLeg Apply(CallEvent happening)
    {
        var after = Changed(happening);
        return happening is CallEnded or CallFoundEnded or AgentActed ? after : after with { AliveAt = Later(AliveAt, happening.Stamp.At) };
    }

    private CallLeg Changed(CallEvent happening) => happening switch
    {
        CallDialed e => Begun(incoming: false, e.StartedAt) with { Status = Status.Or(CallStatus.Dialing, e.Stamp) },
        CallPlaced e => Begun(incoming: false, e.StartedAt) with { Status = Status.Or(CallStatus.Ringing, e.Stamp), IsPickedUp = true },
        CallAlerted e => Begun(incoming: true, e.StartedAt) with { Status = Status.Or(CallStatus.Ringing, e.Stamp) },
        CallAnswered e => this with { AnsweredAt = Earlier(AnsweredAt, e.AnsweredAt), Status = Status.Or(CallStatus.Connected, e.Stamp), IsPickedUp = true },
        CallHeld e => this with { Status = Status.Or(e.ByOther ? CallStatus.RemoteHeld : CallStatus.Held, e.Stamp) },
        CallResumed e => this with { Status = Status.Or(CallStatus.Connected, e.Stamp) },
        CallRedirected e => this with { RedirectedBy = RedirectedBy.Or(e.By, e.Stamp) },
        CallForwarded => this with { WasForwarded = true },
        RemotePartyChanged e => this with { Remote = Remote.Or(e.Remote, e.Stamp), WasEmergency = WasEmergency || e.Remote.CallType == RemoteParty.Emergency },
        MuteChanged e => this with { Mute = Mute.Or(new Muting(e.IsMuted, e.CanMute), e.Stamp) },
        EndpointKnown e => this with { EndpointId = EndpointId.Or(e.EndpointId, e.Stamp) },
        CallEnded e => this with { HeardEndedAt = Earlier(HeardEndedAt, e.EndedAt), WasAnsweredElsewhere = WasAnsweredElsewhere || e.Elsewhere },
        CallFoundEnded e => this with { FoundEndedAt = Earlier(FoundEndedAt, e.FoundAt) },
        CallSeen e => See(e.Facts),
        AgentActed e => this with { Deeds = Deeds.ToDictionary().With(e.Deed, Deeds.GetValueOrDefault(e.Deed).Or(new DeedDone(e.Place, e.Withdrawn), e.Stamp)) },
        _ => throw new ArgumentOutOfRangeException(nameof(happening), happening.GetType().Name, "No leg knows this event."),
    };

    private CallLeg Begun(bool incoming, DateTimeOffset at) => this with { IsIncoming = IsIncoming ?? incoming, StartedAt = Earlier(StartedAt, at) };

    private CallLeg See(IReadOnlyList<CallEvent> facts)
    {
        var newest = new[] { Status?.At, Remote?.At, Mute?.At, EndpointId?.At }.Max(at => at ?? default);
        return facts.Aggregate(this, (leg, fact) =>
            leg.Apply(fact with { Stamp = newest == default ? fact.Stamp with { Asked = 1 } : new Stamp(newest.At, fact.Stamp.Rank, newest.Asked + 1) }));
    }

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset at) => known < at ? known.Value : at;

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known > at ? known.Value : at;
}

public sealed record Muting(bool IsMuted, bool CanMute);

/// <param name="Place">Where to: the place of park, the destination of a divert.</param>
public sealed record DeedDone(string? Place, bool Withdrawn);

internal static class DeedsWith
{
    public static Dictionary<AgentDeed, Stamped<DeedDone>> With(this Dictionary<AgentDeed, Stamped<DeedDone>> deeds, AgentDeed deed, Stamped<DeedDone> done)
    {
        deeds[deed] = done;
        return deeds;
    }
}
