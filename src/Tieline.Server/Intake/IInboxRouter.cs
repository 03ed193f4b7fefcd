namespace Tieline.Server.Intake;

/// <summary>Implemented above: hands the inbox entries of one ordering key to their subject.</summary>
public interface IInboxRouter
{
    /// <summary>
    /// Has those of the entries that wait handled, in order, and marked done in the transaction that carries their effect.
    /// A failure that no entry is to blame for (the database, the cluster) is thrown as such or as a <see cref="TimeoutException"/>.
    /// Each entry is named at least once after its append; it may be named again, also when it waits no more.
    /// </summary>
    /// <param name="entryIds">Entries of this key in the order of their arrival, read by <see cref="Inbox.WaitingAsync"/>.</param>
    Task HandleAsync(InboxKey key, IReadOnlyList<Guid> entryIds, CancellationToken cancellationToken);
}

/// <summary>Entries of one key are handled in order by one writer.</summary>
/// <param name="Subject">What the entries speak of, for example <c>call</c>.</param>
/// <param name="OrderingKey">For a call: the callSessionId.</param>
public readonly record struct InboxKey(Guid TenantId, string Subject, string OrderingKey);

/// <summary>Something the outside said, stored before it is answered.</summary>
/// <param name="Id">UUID version 7: increases with the order of arrival.</param>
/// <param name="PersonId">The Webex person whose webhook it came by (decoded uuid, lower case).</param>
/// <param name="Source"><c>webhook</c>, or <c>snapshot</c> for a state that we read ourselves.</param>
public sealed record InboxEntry(Guid Id, InboxKey Key, string PersonId, string Source, byte[] Body, DateTimeOffset ReceivedAt);
