namespace Tieline.Server.Deliveries;

/// <summary>
/// Brings one thing in a cloud to the state that our tables say it should have. A delivery is a debt, not a message:
/// it is identified by its <see cref="Delivery.Key"/>, asked for again at each change, and settled when the cloud shows the newest revision.
/// Implemented by the room that owns the thing; called by the delivery worker, possibly again after a crash, never twice at once for one key.
/// </summary>
public interface IDeliver
{
    /// <summary>The kind of delivery served, for example <c>call-log</c>.</summary>
    string Kind { get; }

    /// <summary>Writes to the cloud. Failures of the cloud are returned, not thrown; an exception counts as an unsure <see cref="FailureKind.Retry"/>.</summary>
    Task<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>A delivery as the worker hands it out.</summary>
/// <param name="Key">The idempotency key within tenant and kind, for example <c>webex:&lt;callSessionId&gt;:&lt;personId&gt;</c>.</param>
/// <param name="Revision">Grows with each change asked for.</param>
/// <param name="Payload">What the asker gave along; empty where the deliverer reads its own tables.</param>
/// <param name="RemoteId">The id of the thing in the cloud, once known.</param>
/// <param name="Attempt">1 at the first try of this revision.</param>
/// <param name="MayAlreadyExist">An earlier try ended without a certain answer (lost answer, crash): look before you create.</param>
/// <param name="FirstTriedAt">When the first try of any revision began.</param>
public sealed record Delivery(
    Guid TenantId, string Kind, string Key, long Revision, string Payload, string? RemoteId, int Attempt, bool MayAlreadyExist, DateTimeOffset FirstTriedAt);

/// <summary>What became of one try.</summary>
public abstract record DeliveryOutcome
{
    /// <summary>The cloud shows this revision.</summary>
    public sealed record Delivered(string RemoteId) : DeliveryOutcome;

    /// <summary>Nothing needs to be written (any more), for example because the call was withdrawn.</summary>
    public sealed record NotNeeded(string Reason) : DeliveryOutcome;

    /// <summary>The try failed. <paramref name="Unsure"/>: the write may have been carried out all the same.</summary>
    public sealed record Failed(FailureKind Kind, string Reason, TimeSpan? RetryAfter = null, bool Unsure = false, string? RemoteId = null) : DeliveryOutcome
    {
        /// <summary>What the log may say of it: a vendor's code and field names, never its sentence, which may quote numbers and names; that is for the page alone.</summary>
        public string? Code { get; init; }
    }
}

/// <summary>Why a try failed decides what happens next; each kind shows on the deliveries page.</summary>
public enum FailureKind
{
    /// <summary>The cloud is busy, down or limiting us: try again by the schedule.</summary>
    Retry,

    /// <summary>An admin must act (sign in again, give a permission), or the org's API calls are used up; tried again slowly for as long as it takes, so that it goes on by itself, and at once after "retry now".</summary>
    NeedsAdmin,

    /// <summary>The org refuses the content (validation rule, required field): the agent is told, the draft stays; tried again when the content changes or on "retry now".</summary>
    Refused,

    /// <summary>It can never succeed: kept as a dead delivery for the page.</summary>
    GiveUp,
}
