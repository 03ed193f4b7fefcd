using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Calls;

/// <summary>The conferences that people hold with their calls, at most one each, and what their webhooks hear of them.</summary>
internal sealed class Conferences(WebexCloud cloud)
{
    private const string Resource = "telephony_conference";
    private readonly Dictionary<string, Conference> byHost = [];

    private Switchboard Board => cloud.Switchboard;

    public Conference? Of(Person host) => byHost.GetValueOrDefault(host.Id);

    public bool Joins(Leg? one, Leg other) =>
        one is not null && Of(other.Person) is { } conference && conference.Participants.Exists(part => part.Leg == one) && conference.Participants.Exists(part => part.Leg == other);

    public void Start(Person host, IReadOnlyList<Leg> legs)
    {
        Refuse.Unless(Of(host) is null, "The user is in a conference already.");
        Refuse.Unless(legs.Distinct().Count() >= 2, "A conference needs at least two calls.");
        Refuse.Unless(legs.All(leg => leg.Talking), "Only connected calls can be joined into a conference.");
        var conference = byHost[host.Id] = new Conference(host, legs[0].Appearance, cloud.Clock.Now);
        conference.Participants.AddRange(legs.Distinct().Select(leg => new ConferenceParticipant(leg)));
        Connect(conference);
        Tell(conference, Words.Created);
    }

    public void Add(Conference conference, Leg leg)
    {
        Refuse.Unless(leg.Talking, "Only a connected call can be added to a conference.");
        Refuse.Unless(!conference.Participants.Exists(part => part.Leg == leg), "The call is part of the conference already.");
        conference.Participants.Add(new ConferenceParticipant(leg));
        Connect(conference);
        Tell(conference, Words.Updated);
    }

    public void Hold(Conference conference)
    {
        Refuse.Unless(!conference.OnHold, "The conference is held already.");
        foreach (var leg in Legs(conference).Where(leg => !leg.OnHold))
        {
            Board.Hold(leg);
        }

        Tell(conference, Words.Updated);
    }

    public void Resume(Conference conference)
    {
        Refuse.Unless(conference.OnHold, "Only a held conference can be resumed.");
        Connect(conference);
        Tell(conference, Words.Updated);
    }

    /// <summary>The host and everybody else are let go.</summary>
    public void Release(Conference conference)
    {
        var legs = Legs(conference);
        End(conference);
        legs.ForEach(Board.HangUp);
    }

    /// <summary>A call of the host is over; a conference of one is none.</summary>
    public void Left(Leg leg)
    {
        if (Of(leg.Person) is not { } conference || conference.Participants.RemoveAll(part => part.Leg == leg) == 0)
        {
            return;
        }

        if (conference.Participants.Count < 2)
        {
            End(conference);
        }
        else
        {
            Tell(conference, Words.Updated);
        }
    }

    public void Tell(Conference conference, string happening)
    {
        var session = conference.Participants.FirstOrDefault()?.Leg.Session;
        foreach (var webhook in cloud.Webhooks.Of(conference.Host.Id).Where(webhook => webhook.Wants(Resource, happening)))
        {
            var view = ConferenceView.Of(conference);
            var delivery = new Delivery(webhook, WebhookEnvelope.Bytes(webhook, Resource, happening, conference.Host.Id, view),
                new DeliveryFacts(conference.Host.Id, Resource, happening, null, view.State, null, session?.Id));
            session?.Deliveries.Add(delivery);
        }
    }

    public void Clear() => byHost.Clear();

    private void End(Conference conference)
    {
        byHost.Remove(conference.Host.Id);
        conference.Ended = true;
        Tell(conference, Words.Deleted);
    }

    private void Connect(Conference conference)
    {
        foreach (var leg in Legs(conference).Where(leg => leg.OnHold))
        {
            Board.Resume(leg);
        }

        Board.HoldOthers(conference.Host, Legs(conference)[0]);
    }

    private static List<Leg> Legs(Conference conference) => [.. conference.Participants.Select(participant => participant.Leg)];
}
