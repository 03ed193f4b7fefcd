namespace Tieline.Server.Connections;

/// <summary>Our registration for one person's calls.</summary>
/// <param name="WebhookKey">The unguessable last part of the target address.</param>
/// <param name="PersonId">The Webex person's bare uuid in lower case.</param>
/// <param name="Secret">What Webex signs the deliveries with.</param>
public sealed record WebhookSubscription(Guid TenantId, string WebhookKey, string PersonId, string Secret)
{
    public override string ToString() => $"webhook of {PersonId} (secret hidden)";
}
