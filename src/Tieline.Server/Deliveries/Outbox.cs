using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

/// <summary>Where rooms ask for a delivery, within the unit of work that makes it necessary.</summary>
public static class Outbox
{
    /// <summary>
    /// Notes that the cloud is to be brought to the newest state of this thing, and raises its revision. Put it into the unit of work that changes the state,
    /// and call <see cref="DeliveryWorker.Nudge"/> after the commit.
    /// </summary>
    /// <param name="tenantId">Whose clouds.</param>
    /// <param name="kind">The <see cref="IDeliver.Kind"/> that serves it.</param>
    /// <param name="key">The idempotency key within tenant and kind.</param>
    /// <param name="dueAt">Not before this time; of several wishes the earliest counts, as long as nothing fails.</param>
    /// <param name="now">The time now.</param>
    /// <param name="payload">What the deliverer is to be given; replaces the one before.</param>
    public static Statement Ask(Guid tenantId, string kind, string key, DateTimeOffset dueAt, DateTimeOffset now, string payload = "") =>
        new(DeliverySql.Ask, [tenantId, kind, key, payload, Moment.ToMicroseconds(dueAt), Moment.ToMicroseconds(now)]);
}
