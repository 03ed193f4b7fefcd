namespace Tieline.WebexSimulator.Webhooks;

/// <summary>One notification on its way to a webhook's target.</summary>
internal sealed record Delivery(Webhook Webhook, byte[] Body, DeliveryFacts Facts);

/// <summary>What the list of deliveries tells of a notification.</summary>
internal sealed record DeliveryFacts(
    string PersonId, string Resource, string Event, string? EventType, string? State, string? CallId, string? CallSessionId);

/// <summary>A notification that was posted once, and how that went. <paramref name="StatusCode"/> is null when no answer came.</summary>
internal sealed record DeliveryOutcome(
    long Index, DateTimeOffset At, string Target, string WebhookId, string Resource, string Event, int? StatusCode, string? Error,
    string PersonId, string? EventType, string? State, string? CallId, string? CallSessionId);
