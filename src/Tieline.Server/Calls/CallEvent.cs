namespace Tieline.Server.Calls;

/// <summary>
/// Something that happened to one leg of a call. Events carry their own times, and one that comes late, doubled or out of order
/// leaves the leg as it would have been: each either states a fact that can only become true, or loses against a newer <see cref="Stamp"/>.
/// Only <see cref="CallSeen"/> must be applied when it was seen.
/// </summary>
/// <param name="PersonId">Whose leg: a bare uuid in lower case.</param>
/// <param name="CallId">Webex's id of the leg.</param>
public abstract record CallEvent(string PersonId, string CallId, Stamp Stamp);

/// <summary>The agent's own device began to ring so that he can call out (click-to-dial).</summary>
public sealed record CallDialed(string PersonId, string CallId, Stamp Stamp, DateTimeOffset StartedAt) : CallEvent(PersonId, CallId, Stamp);

/// <summary>The agent's handset is up and the far end is being reached.</summary>
public sealed record CallPlaced(string PersonId, string CallId, Stamp Stamp, DateTimeOffset StartedAt) : CallEvent(PersonId, CallId, Stamp);

/// <summary>A call began to ring at the agent.</summary>
public sealed record CallAlerted(string PersonId, string CallId, Stamp Stamp, DateTimeOffset StartedAt) : CallEvent(PersonId, CallId, Stamp);

/// <summary>Both sides talk; for an outbound call since the far end answered.</summary>
public sealed record CallAnswered(string PersonId, string CallId, Stamp Stamp, DateTimeOffset AnsweredAt) : CallEvent(PersonId, CallId, Stamp);

/// <param name="ByOther">The other side holds.</param>
public sealed record CallHeld(string PersonId, string CallId, Stamp Stamp, bool ByOther) : CallEvent(PersonId, CallId, Stamp);

public sealed record CallResumed(string PersonId, string CallId, Stamp Stamp) : CallEvent(PersonId, CallId, Stamp);

/// <summary>The call came here by way of somebody else: a hunt group, a colleague who forwards.</summary>
public sealed record CallRedirected(string PersonId, string CallId, Stamp Stamp, Redirection By) : CallEvent(PersonId, CallId, Stamp);

/// <summary>The call went on from here to somebody else, by a rule or by a hand on the device.</summary>
public sealed record CallForwarded(string PersonId, string CallId, Stamp Stamp) : CallEvent(PersonId, CallId, Stamp);

/// <summary>Who is at the other end; in mid-call when the call was transferred to us.</summary>
public sealed record RemotePartyChanged(string PersonId, string CallId, Stamp Stamp, RemoteParty Remote) : CallEvent(PersonId, CallId, Stamp);

public sealed record MuteChanged(string PersonId, string CallId, Stamp Stamp, bool IsMuted, bool CanMute) : CallEvent(PersonId, CallId, Stamp);

/// <summary>Which device rings or has the call.</summary>
public sealed record EndpointKnown(string PersonId, string CallId, Stamp Stamp, string EndpointId) : CallEvent(PersonId, CallId, Stamp);

/// <param name="Elsewhere">It was answered on another line or by another member of the group.</param>
public sealed record CallEnded(string PersonId, string CallId, Stamp Stamp, DateTimeOffset EndedAt, bool Elsewhere) : CallEvent(PersonId, CallId, Stamp);

/// <summary>The end was not heard: at this time we asked, and the cloud did not know the call any more.</summary>
public sealed record CallFoundEnded(string PersonId, string CallId, Stamp Stamp, DateTimeOffset FoundAt) : CallEvent(PersonId, CallId, Stamp);

/// <summary>
/// We asked, and this is how the leg stands: newer than all that was heard before, older than what is heard next.
/// Its own stamp is when we asked; those of its facts are set where it is applied.
/// </summary>
public sealed record CallSeen(string PersonId, string CallId, Stamp Stamp, IReadOnlyList<CallEvent> Facts) : CallEvent(PersonId, CallId, Stamp);

/// <summary>The agent did something through us that the cloud does not tell in its events.</summary>
/// <param name="Withdrawn">It was noted before it was sent, and then it was refused.</param>
public sealed record AgentActed(string PersonId, string CallId, Stamp Stamp, AgentDeed Deed, string? Place, bool Withdrawn) : CallEvent(PersonId, CallId, Stamp);

public enum AgentDeed { Rejected, Diverted, Transferred, Parked, Muted, Unmuted, CannotAnswerHere }

/// <param name="By">Name or number of who led the call here.</param>
/// <param name="PersonId">The colleague's bare uuid, when it was one.</param>
/// <param name="Reason">Webex's word, for example <c>huntGroup</c> or <c>noAnswer</c>.</param>
public sealed record Redirection(string? By, string? PersonId, string Reason);
