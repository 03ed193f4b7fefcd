namespace Tieline.Server.Calls;

/// <summary>One agent's view of one call: what the softphone shows and the call log is made from.</summary>
/// <param name="CallId">The newest Webex callId of this agent's leg (park and retrieve change it).</param>
/// <param name="AnsweredAt">From the payload, never from arrival; for outbound calls the far end's answer.</param>
/// <param name="RedirectedFrom">Whom the caller dialled before it came here (a hunt group, a colleague), by name or number.</param>
/// <param name="IsApproximate">The end was not heard but found out; the talk time, if there is one, is too long by at most <see cref="CallLeg.EndIsFoundWithin"/>.</param>
public sealed record CallView(
    Guid TenantId, string CallSessionId, string PersonId, string CallId, CallDirection Direction, CallStatus Status, RemoteParty Remote,
    DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, CallOutcome? Outcome, bool IsMuted, bool CanMute, bool CanAnswerHere,
    bool IsApproximate, string? EndpointId, string? RedirectedFrom, long Version)
{
    /// <summary>The other side rang us; tells the two sides of an internal call apart.</summary>
    public bool IsIncoming { get; init; }

    /// <summary>It rings here, so that it can be answered or rejected: also one that went out and comes back from park.</summary>
    public bool IsRingingHere { get; init; }

    /// <summary>
    /// Time spent talking so far in legs that have ended; time parked is not talk. Null when never answered or still in the first leg, and when
    /// the end of one was not heard and nobody can say when it was.
    /// </summary>
    public TimeSpan? TalkTime { get; init; }

    /// <summary>Where this agent parked the call, while it may still lie there.</summary>
    public string? ParkedAt { get; init; }

    /// <summary>Nothing more is expected of this call.</summary>
    public bool IsOver => EndedAt is not null;

    /// <summary>The same agent's call, at another moment perhaps.</summary>
    public bool IsSameAs(CallView other) => other.CallSessionId == CallSessionId && other.PersonId == PersonId;

    /// <summary>Emergency calls are dialled as they are and never logged.</summary>
    public bool IsEmergency { get; init; }
}

public enum CallDirection { Inbound, Outbound, Internal }

/// <summary>
/// Where a call stands for an agent. Outbound: <see cref="Dialing"/> while the agent's own device rings, <see cref="Ringing"/> while the far end does.
/// </summary>
public enum CallStatus { Dialing, Ringing, Connected, Held, RemoteHeld, Parked, Ended }

/// <summary>How a call ended for this agent.</summary>
public enum CallOutcome { Answered, Missed, Rejected, AnsweredElsewhere, NotReached, Cancelled, Forwarded, Transferred }

/// <summary>The party at the other end as Webex names it. Number and name are absent for withheld callers.</summary>
/// <param name="PersonId">The bare uuid in lower case when the party is a colleague.</param>
/// <param name="CallType">Webex's word: location, organization, external, emergency, repair or other.</param>
public sealed record RemoteParty(string? Name, string? Number, bool IsPrivate, string? PersonId, string CallType)
{
    public const string Emergency = "emergency";

    public static RemoteParty Unknown { get; } = new(null, null, false, null, "other");

    /// <summary>A colleague in the same Webex organisation.</summary>
    public bool IsColleague => CallType is "location" or "organization";
}
