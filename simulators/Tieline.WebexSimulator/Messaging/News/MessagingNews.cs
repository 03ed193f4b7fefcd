using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>Tells the webhooks of those concerned what happened in messaging, and keeps it for /v1/events.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks</remarks>
internal sealed class MessagingNews(WebexCloud cloud)
{
    private const int Kept = 5_000;
    private readonly Queue<MessagingEvent> events = new();

    public IReadOnlyCollection<MessagingEvent> Events => events;

    public void Tell(Happening happening, Person actor, IEnumerable<Membership> audience)
    {
        Keep(new MessagingEvent(cloud.NewId("EVENT"), happening.Resource, happening.Event, actor.Id, cloud.Directory.OrganizationId, cloud.Clock.Now, happening.Kept));
        foreach (var webhook in audience.SelectMany(member => cloud.Webhooks.Of(member.PersonId)))
        {
            if (webhook.Wants(happening.Resource, happening.Event)
                && webhook.ParsedFilter.Matches((name, value) => FilterValues.Hold(happening.Values, name, value, webhook.CreatedBy)))
            {
                cloud.OtherDeliveries.Add(new Delivery(webhook, WebhookEnvelope.Bytes(webhook, happening.Resource, happening.Event, actor.Id, happening.Data),
                    new DeliveryFacts(webhook.CreatedBy, happening.Resource, happening.Event, null, null, null, null)));
            }
        }
    }

    public void Load(IEnumerable<MessagingEvent> saved)
    {
        foreach (var entry in saved)
        {
            Keep(entry);
        }
    }

    public void Clear() => events.Clear();

    private void Keep(MessagingEvent entry)
    {
        events.Enqueue(entry);
        if (events.Count > Kept)
        {
            events.Dequeue();
        }
    }
}
