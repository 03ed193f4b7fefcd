namespace Tieline.Server.Calls;

/// <summary>One agent's view of one call: what the softphone shows and the call log is made from.</summary>
/// <param name="CallId">The newest Webex callId of this agent's leg (park and retrieve change it).</param>
/// <param name="AnsweredAt">From the payload, never from arrival; for outbound calls the far end's answer.</param>
/// <param name="IsApproximate">The end was not heard but found out; the duration may be off by the sweep's interval.</param>
public sealed record CallView(
    Guid TenantId, string CallSessionId, string PersonId, string CallId, CallDirection Direction, CallStatus Status, RemoteParty Remote,
    DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt, CallOutcome? Outcome, bool IsMuted, bool CanMute, bool CanAnswerHere,
    bool IsApproximate, string? EndpointId, string? RedirectedFrom, long Version);

public enum CallDirection { Inbound, Outbound, Internal }

/// <summary>Where a leg stands, in the order of its life.</summary>
public enum CallStatus { Dialing, Ringing, Connected, Held, RemoteHeld, Parked, Ended }

/// <summary>How a leg ended for this agent.</summary>
public enum CallOutcome { Answered, Missed, Rejected, AnsweredElsewhere, NotReached, Cancelled, Forwarded, Transferred }

/// <summary>The party at the other end as Webex names it. Number and name are absent for withheld callers.</summary>
public sealed record RemoteParty(string? Name, string? Number, bool IsPrivate, string? PersonId, string CallType);
