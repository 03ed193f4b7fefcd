using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Tells the webhooks of a leg's person what happened to the leg.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks</remarks>
internal sealed class CallEvents(WebexCloud cloud)
{
    public const string Resource = "telephony_calls";
    private static readonly TimeSpan FirstLag = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(86);

    public void Created(Leg leg, string eventType) => Tell(leg, Words.Created, eventType, FirstLag);

    public void Updated(Leg leg, string eventType = Words.Updated) => Tell(leg, Words.Updated, eventType, Lag);

    /// <summary>A ringing call names its endpoint in a second event that bears the first one's timestamp.</summary>
    public void EndpointNamed(Leg leg) => Tell(leg, Words.Updated, Words.Updated, FirstLag, again: true);

    public void Deleted(Leg leg) => Tell(leg, Words.Deleted, Words.Disconnected, Lag);

    private void Tell(Leg leg, string happening, string eventType, TimeSpan lag, bool again = false)
    {
        var data = DataOf(leg, eventType, leg.Stamp(cloud.Clock.Now, lag, again));
        foreach (var webhook in cloud.Webhooks.Of(leg.Person.Id).Where(webhook => webhook.OwnedBy != "org").Concat(OfAll()))
        {
            if (webhook.Wants(Resource, happening) && webhook.ParsedFilter.Matches(name => ValueOf(name, leg)))
            {
                leg.Session.Deliveries.Add(new Delivery(webhook, WebhookEnvelope.Bytes(webhook, Resource, happening, leg.Person.Id, data),
                    new DeliveryFacts(leg.Person.Id, Resource, happening, eventType, data.State, leg.CallId, leg.Session.Id)));
            }
        }
    }

    /// <summary>A Service App's one webhook hears of everybody's calls, and so do those of the organization, where they can be made.</summary>
    private IEnumerable<Webhook> OfAll() =>
        cloud.ServiceApps.All.Where(app => app.PersonId is not null).SelectMany(app => cloud.Webhooks.Of(app.PersonId!)).Where(webhook => webhook.OwnedBy != "org")
            .Concat(cloud.Switches.CallWebhooksOfOrganization ? cloud.Webhooks.All.Where(webhook => webhook.OwnedBy == "org") : []);

    private CallEventData DataOf(Leg leg, string eventType, DateTimeOffset stamp)
    {
        var endpoint = eventType is Words.Received ? null : leg.Endpoint;
        var ended = leg.State == EndState.Disconnected;
        return new CallEventData(
            eventType, stamp, leg.CallId, leg.Session.Id, Words.Of(leg.Personality), Words.Of(leg.State), leg.Remote, leg.Appearance,
            leg.Created, leg.Answered, CallView.ShownRedirections(leg), leg.Recall, leg.RecordingState, leg.MuteCapable, leg.Muted,
            endpoint?.Id, endpoint?.Type, leg.CompletedElsewhere, leg.Disconnected,
            ended ? leg.Person.Id : null, ended ? cloud.Directory.OrganizationId : null);
    }

    private static string? ValueOf(string name, Leg leg) => name switch
    {
        "personality" => Words.Of(leg.Personality),
        "state" => Words.Of(leg.State),
        "number" => leg.Remote.Number,
        "personId" => leg.Person.Id,
        "callType" => leg.Remote.CallType,
        _ => null,
    };
}
