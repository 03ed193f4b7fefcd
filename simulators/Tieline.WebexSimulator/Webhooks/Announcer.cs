using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>Tells webhooks of happenings that belong to no call.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks</remarks>
internal sealed class Announcer(WebexCloud cloud)
{
    /// <summary>Posts <paramref name="data"/> to the webhooks that want it, whose filter holds, and of which <paramref name="audience"/> is true.</summary>
    public void Tell(string resource, string happening, string actorId, object data, Func<Webhook, bool> audience, Func<string, string?> valueOf)
    {
        foreach (var webhook in cloud.Webhooks.All.Where(webhook => webhook.Wants(resource, happening)))
        {
            if (audience(webhook) && webhook.ParsedFilter.Matches(valueOf))
            {
                cloud.OtherDeliveries.Add(new Delivery(webhook, WebhookEnvelope.Bytes(webhook, resource, happening, actorId, data),
                    new DeliveryFacts(webhook.CreatedBy, resource, happening, null, null, null, null)));
            }
        }
    }
}
