namespace Tieline.WebexSimulator.Webhooks;

/// <summary>One notification on its way to a webhook's target.</summary>
internal sealed record Delivery(Webhook Webhook, byte[] Body, DeliveryFacts Facts)
{
    /// <summary>The mode in which it travels; two of them touch the signature.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Null when the webhook has no secret, or when the signature is left out; an imposter signs with a secret of his own.</summary>
    public string? Signature => Mode switch
    {
        DeliveryMode.Unsigned => null,
        DeliveryMode.WronglySigned => WebhookSignature.Of("not " + Webhook.Secret, Body),
        _ => Webhook.Secret is { } secret ? WebhookSignature.Of(secret, Body) : null,
    };
}

/// <summary>What the list of deliveries tells of a notification.</summary>
internal sealed record DeliveryFacts(
    string PersonId, string Resource, string Event, string? EventType, string? State, string? CallId, string? CallSessionId);

/// <summary>A notification that was posted once, and how that went. <paramref name="StatusCode"/> is null when no answer came.</summary>
internal sealed record DeliveryOutcome(
    long Index, DateTimeOffset At, string Target, string WebhookId, string Resource, string Event, int? StatusCode, string? Error,
    string PersonId, string? EventType, string? State, string? CallId, string? CallSessionId);
