using System.Text.Json;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>The envelope of a webhook delivery; <c>created</c> is when the webhook was made, not the event.</summary>
internal sealed record WebhookEnvelope(
    string Id, string Name, string TargetUrl, string Resource, string Event,
    string? Filter, string OrgId, string CreatedBy, string AppId, string OwnedBy, string Status, DateTimeOffset Created, string ActorId,
    object Data)
{
    /// <summary>The bytes that are posted; <paramref name="resource"/> is what happened to, also for the firehose.</summary>
    public static byte[] Bytes(Webhook webhook, string resource, string happening, string actorId, object data) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookEnvelope(webhook.Id, webhook.Name, webhook.TargetUrl, resource, happening, webhook.Filter, webhook.OrgId,
            webhook.CreatedBy, webhook.AppId, webhook.OwnedBy, Webhook.Active, webhook.Created, actorId, data), WireJson.Options);
}
