using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Calls;

/// <summary>The moves that calls are made of: ring, connect, hold, join, end. Each tells the webhooks of the legs it touches.</summary>
/// <remarks>Every method runs inside the cloud's lock. Whether a move is allowed is asked elsewhere (<see cref="CallCommands"/>).</remarks>
internal sealed class Switchboard(WebexCloud cloud)
{
    /// <summary>How long two outsiders talk whom nobody of this cloud can part any more.</summary>
    private static readonly TimeSpan LongestOutside = TimeSpan.FromHours(1);

    private readonly CallEvents events = new(cloud);

    public CallBook Book { get; } = new();

    public CallEvents Events => events;

    private DateTimeOffset Now => cloud.Clock.Now;

    public CallSession Open(string? scenario = null)
    {
        var session = new CallSession(HydraId.CallSession(cloud.Draws.Uuid()), scenario, Now, cloud.NewDeliveries());
        Book.Add(session);
        return session;
    }

    public OutsideEnd AddOutside(CallSession session, Party party, EndState state)
    {
        var end = new OutsideEnd(session, party, cloud.Draws.Hex(4)) { State = state };
        session.Outside.Add(end);
        return end;
    }

    /// <summary>A leg that calls out from an endpoint whose handset is up.</summary>
    public Leg AddOriginator(CallSession session, Person person, Endpoint? endpoint, Party expected)
    {
        HoldOthers(person, null);
        var leg = NewLeg(session, person, Personality.Originator, EndState.Connecting, endpoint, expected);
        events.Created(leg, cloud.Switches.OriginatedEventType);
        cloud.History.Add(person.Id, CallHistory.Placed, leg.Remote, Now);
        return leg;
    }

    /// <summary>
    /// A leg that rings its own person's devices first; <paramref name="onPickup"/> follows when one is picked up. Without a session
    /// it has one of its own.
    /// </summary>
    public Leg AddClickToDial(CallSession? session, Person person, Endpoint? only, Party expected, Action<Leg> onPickup)
    {
        Refuse.Unless(person.Endpoints.Count > 0, "The user has no device that could place the call.");
        var leg = NewLeg(session ?? Open(), person, Personality.ClickToDial, EndState.Alerting, null, expected, only is null ? person.Endpoints : [only]);
        leg.OnPickup = () => onPickup(leg);
        events.Created(leg, cloud.Switches.OriginatedEventType);
        cloud.After(TimeSpan.FromSeconds(cloud.Switches.ClickToDialRingSeconds), () => GiveUp(leg));
        if (cloud.Outside.DeviceAnswersAfterSeconds is { } seconds)
        {
            cloud.After(TimeSpan.FromSeconds(seconds), () => PickUp(leg, only));
        }

        return leg;
    }

    /// <summary>The person lifts the device that rings for a click-to-dial leg.</summary>
    public void PickUp(Leg leg, Endpoint? endpoint)
    {
        if (!leg.AwaitsPickup)
        {
            return;
        }

        HoldOthers(leg.Person, leg);
        leg.Endpoint = endpoint ?? leg.AlertingEndpoints.Find(candidate => candidate == leg.Person.PrimaryEndpoint) ?? leg.AlertingEndpoints.FirstOrDefault();
        leg.AlertingEndpoints.Clear();
        leg.Personality = cloud.Switches.ClickToDialBecomesOriginator ? Personality.Originator : leg.Personality;
        var follow = leg.OnPickup!;
        leg.OnPickup = null;
        follow();
    }

    /// <summary>Rings a person: the leg's first event, then the one that names the endpoint.</summary>
    public Leg RingPerson(End caller, Person person, List<Redirection> redirections, Recall? recall = null)
    {
        var leg = NewLeg(caller.Session, person, Personality.Terminator, EndState.Alerting, null, null, person.Endpoints, redirections, recall);
        leg.Caller = caller;
        caller.Ringing.Add(leg);
        events.Created(leg, Words.Received);
        leg.Endpoint = person.Find(person.PreferredEndpointId)
            ?? person.Endpoints.Find(endpoint => endpoint.Type == Endpoint.Application) ?? person.Endpoints.FirstOrDefault();
        events.EndpointNamed(leg);
        return leg;
    }

    /// <summary>A rung end takes the call: everybody else who rang for it stops.</summary>
    public void Connect(End rung, Endpoint? endpoint = null)
    {
        var caller = rung.Caller!;
        if (rung is Leg answering)
        {
            HoldOthers(answering.Person, answering);
            answering.Endpoint = endpoint ?? answering.Endpoint;
            answering.AlertingEndpoints.Clear();
        }

        var others = caller.Ringing.Where(end => end != rung).ToList();
        caller.Ringing.Clear();
        rung.Caller = null;
        Pair(caller, rung);
        Answer(rung);
        Answer(caller);
        foreach (var other in others)
        {
            EndOne(other, elsewhere: true);
        }

        if (caller is Leg { OnFarAnswer: { } follow } leg)
        {
            (leg.OnFarAnswer, leg.OnNoAnswer) = (null, null);
            follow();
        }
    }

    /// <summary>Two ends that talked with others now talk with each other.</summary>
    public void Join(End one, End other)
    {
        Pair(one, other);
        foreach (var end in (End[])[one, other])
        {
            Unhold(end);
            end.Caller = null;
            end.State = EndState.Connected;
            if (end is Leg leg)
            {
                leg.Expected = null;
                var first = leg.Answered is null;
                MarkAnswered(leg);
                events.Updated(leg, first ? Words.Answered : Words.Updated);
            }
        }
    }

    public void Hold(End end)
    {
        end.OnHold = true;
        (end as Leg)?.CountHold(true, Now);
        RefreshTalk(end, Words.HeldEvent);
    }

    public void Resume(End end)
    {
        if (end is Leg leg)
        {
            HoldOthers(leg.Person, leg);
        }

        Unhold(end);
        RefreshTalk(end, Words.Resumed);
    }

    /// <summary>The talk that this end had put on hold goes on, or is over.</summary>
    public void Unhold(End end)
    {
        end.OnHold = false;
        (end as Leg)?.CountHold(false, Now);
    }

    /// <summary>One end leaves. A call of two is over with that; a call that still rings others goes on ringing.</summary>
    public void HangUp(End end)
    {
        if (end is Leg { Live: true } leg)
        {
            leg.ReleasedHere = true;
        }

        Release(end);
    }

    /// <summary>A rung end sends its caller away.</summary>
    public void Reject(End rung)
    {
        if (rung.Caller is Leg { Ringing.Count: 1 } caller)
        {
            caller.FoundBusy = true;
        }

        HangUp(rung);
    }

    /// <summary>There is nobody whom the caller could ring.</summary>
    public void FindBusy(End caller)
    {
        (caller as Leg)?.FoundBusy = true;
        Release(caller);
    }

    private void Release(End end)
    {
        if (!end.Live)
        {
            return;
        }

        var (peer, caller, ringing) = (end.Peer, end.Caller, end.Ringing.ToList());
        EndOne(end);
        foreach (var rung in ringing)
        {
            EndOne(rung);
        }

        if (caller is { Ringing.Count: 0, Peer: null })
        {
            Release(caller);
        }

        if (peer is { Live: true })
        {
            Release(peer);
        }
    }

    /// <summary>Ends this end alone and tells its person; whoever it was joined with stays.</summary>
    public void EndOne(End end, bool elsewhere = false)
    {
        if (!end.Live)
        {
            return;
        }

        var seen = (end as Leg)?.Remote;
        Detach(end);
        end.State = EndState.Disconnected;
        if (end is Leg leg)
        {
            leg.Expected = seen;
            leg.Disconnected = Now;
            leg.CompletedElsewhere = elsewhere;
            leg.CountHold(false, Now);
            cloud.Recordings.Finish(leg);
            leg.AlertingEndpoints.Clear();
            Book.Remove(leg);
            cloud.Conferences.Left(leg);
            if (leg is { Personality: Personality.Terminator, Answered: null, CompletedElsewhere: false })
            {
                cloud.History.Add(leg.Person.Id, CallHistory.Missed, leg.Remote, Now);
            }

            cloud.CallRecords.Add(leg, cloud);
            events.Deleted(leg);
            leg.Listeners.ForEach(listener => EndOne(listener));
            leg.OnNoAnswer?.Invoke();
        }

        CloseIfOver(end.Session);
    }

    /// <summary>Takes an end out of whatever call it is in, without ending it.</summary>
    public void Detach(End end)
    {
        if (end.Peer is { } peer && peer.Peer == end)
        {
            KeepSeen(peer);
            peer.Peer = null;
        }

        end.Peer = null;
        end.Caller?.Ringing.Remove(end);
        end.Caller = null;
    }

    /// <summary>The person's other calls that are being talked on go on hold: a device talks on one call only.</summary>
    public void HoldOthers(Person person, Leg? except)
    {
        var conference = cloud.Conferences.Of(person) is { OnHold: false } running && !cloud.Conferences.Joins(except, running.Participants[0].Leg) ? running : null;
        foreach (var other in Book.Of(person).Where(leg => leg != except && leg.Talking && !leg.OnHold && !cloud.Conferences.Joins(except, leg)).ToList())
        {
            Hold(other);
        }

        if (conference is not null)
        {
            cloud.Conferences.Tell(conference, Words.Updated);
        }
    }

    private void Answer(End end)
    {
        Unhold(end);
        end.State = EndState.Connected;
        if (end is Leg leg)
        {
            leg.Expected = null;
            MarkAnswered(leg);
            events.Updated(leg, Words.Answered);
        }
    }

    private void MarkAnswered(Leg leg)
    {
        if (leg.Answered is not null)
        {
            return;
        }

        leg.Answered = Now;
        if (leg.Person.RecordingMode.StartsWith("Always", StringComparison.Ordinal))
        {
            cloud.Recordings.Begin(leg);
        }

        if (leg.Personality == Personality.Terminator)
        {
            cloud.History.Add(leg.Person.Id, CallHistory.Received, leg.Remote, Now);
        }
    }

    private void RefreshTalk(End acting, string eventType)
    {
        foreach (var end in (End?[])[acting, acting.Peer])
        {
            var state = end?.StateOfTalk();
            if (end is null || (end.State == state && end != acting))
            {
                continue;
            }

            end.State = state!.Value;
            if (end is Leg leg)
            {
                events.Updated(leg, end == acting ? eventType : Words.Updated);
            }
        }
    }

    private Leg NewLeg(
        CallSession session, Person person, Personality personality, EndState state, Endpoint? endpoint, Party? expected,
        IEnumerable<Endpoint>? alerting = null, List<Redirection>? redirections = null, Recall? recall = null)
    {
        var leg = new Leg(session, Book.NewCallId(cloud.Switches.IdCluster), person, personality)
        {
            Created = Now, Appearance = Book.FreeAppearance(person), State = state, Endpoint = endpoint, Expected = expected,
            AlertingEndpoints = [.. alerting ?? []], Redirections = redirections ?? [], Recall = recall,
        };
        Book.Add(leg);
        cloud.Changed();
        return leg;
    }

    private void GiveUp(Leg leg)
    {
        if (leg.AwaitsPickup)
        {
            HangUp(leg);
        }
    }

    private void PartOutsiders(End one, End other)
    {
        if (one.Peer == other)
        {
            Release(one);
        }
    }

    private void CloseIfOver(CallSession session)
    {
        if (session.Ended is null && !session.Live)
        {
            session.Ended = Now;
            Book.Remove(session);
            session.Deliveries.End();
            cloud.Changed();
        }
    }

    private static void KeepSeen(End end)
    {
        if (end is Leg leg)
        {
            leg.Expected = leg.Remote;
        }
    }

    private void Pair(End one, End other)
    {
        if ((one, other) is (OutsideEnd, OutsideEnd))
        {
            cloud.After(LongestOutside, () => PartOutsiders(one, other));
        }

        one.Peer = other;
        other.Peer = one;
        (one as Leg)?.RemoteCallId = (other as Leg)?.CallId ?? $"outside-{(other as OutsideEnd)?.Id}";
        (other as Leg)?.RemoteCallId = (one as Leg)?.CallId ?? $"outside-{(one as OutsideEnd)?.Id}";
    }
}
