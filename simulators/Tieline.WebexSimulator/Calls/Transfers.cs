using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Moves a call to somebody else: divert, transfer, push, voicemail.</summary>
internal sealed class Transfers(WebexCloud cloud)
{
    private Switchboard Board => cloud.Switchboard;

    /// <summary>Sends a ringing or connected call on, without asking the destination first.</summary>
    public void Divert(Leg leg, string destination, string reason = "divert")
    {
        var to = Destination.Read(destination, cloud.Directory);
        var other = Leaving(leg);
        cloud.Dialling.Route(other, to, [new Redirection(reason, Party.Of(leg.Person, ViewerOf(to, leg.Person))), .. leg.Redirections]);
    }

    /// <summary>Sends a ringing or connected call to the voicemail of the destination, or else of the leg's own person; it takes the call at once.</summary>
    public void ToVoicemail(Leg leg, string? destination = null)
    {
        var owner = destination is null ? leg.Person : Destination.Read(destination, cloud.Directory) is Destination.ToPerson to ? to.Person
            : throw WebexFailure.BadRequest("destination is not a user of this organization: only a user has a voicemail.");
        ToVoicemailOf(owner, Leaving(leg));
    }

    /// <summary>The voicemail of the person takes the call of somebody who rings nobody.</summary>
    public void ToVoicemailOf(Person owner, End caller)
    {
        var mailbox = Board.AddOutside(caller.Session, Party.Of(owner, (caller as Leg)?.Person ?? owner) with { PersonId = null, Name = "Voicemail" }, EndState.Alerting);
        mailbox.Caller = caller;
        caller.Ringing.Add(mailbox);
        Board.Connect(mailbox);
    }

    /// <summary>Joins the far ends of two calls of one person, who leaves both.</summary>
    public void Attended(Leg one, Leg two)
    {
        Refuse.Unless(one != two, "callId1 and callId2 must differ.");
        foreach (var leg in (Leg[])[one, two])
        {
            var calling = leg.Ringing.Count > 0;
            Refuse.Unless(leg.Talking || calling, "Unanswered incoming calls cannot be transferred but can be diverted.");
        }

        Refuse.Unless(one.Talking || two.Talking, "At least one of the two calls must be connected.");
        var (talking, second) = one.Talking ? (one, two) : (two, one);
        var first = talking.Peer!;
        if (second.Talking)
        {
            var other = second.Peer!;
            Board.EndOne(one);
            Board.EndOne(two);
            Board.Join(first, other);
            return;
        }

        HandOverRinging(first, talking, second);
    }

    /// <summary>Calls the destination, and transfers once it answers; if it does not, nothing changes. Returns the new call.</summary>
    public Leg WhenAnswered(Leg leg, string destination)
    {
        Refuse.Unless(leg.Talking, "Only a connected call can be transferred.");
        var held = leg.OnHold;
        var consult = cloud.Dialling.FromDevice(leg.Person, destination, leg.Endpoint);
        consult.OnNoAnswer = () =>
        {
            if (!held && leg is { Talking: true, OnHold: true } && !Board.Book.Of(leg.Person).Any(other => other.Talking && !other.OnHold))
            {
                Board.Resume(leg);
            }
        };
        consult.OnFarAnswer = () =>
        {
            if (leg.Talking && consult.Talking)
            {
                Attended(leg, consult);
            }
        };
        return consult;
    }

    /// <summary>The assistant's call goes on to the executive.</summary>
    public void Push(Leg leg)
    {
        var executive = leg.Person.ExecutiveId is { } id ? cloud.Directory.Find(id) : null;
        Refuse.Unless(executive is not null, "The call is not associated with an executive.");
        Divert(leg, executive!.Email);
    }

    /// <summary>The caller keeps waiting while the leg that it rang or talked with goes.</summary>
    private End Leaving(Leg leg)
    {
        Refuse.Unless(leg.IsIncomingAlert || leg.Talking, "Only a ringing or connected call can be diverted.");
        var other = leg.Caller ?? leg.Peer!;
        if (leg.IsIncomingAlert && cloud.Switches.ForwardedIsTold)
        {
            Board.Events.Updated(leg, Words.Forwarded);
        }

        Board.EndOne(leg);
        foreach (var rung in other.Ringing.ToList())
        {
            Board.EndOne(rung, elsewhere: true);
        }

        Board.Unhold(other);
        return other;
    }

    private void HandOverRinging(End first, Leg talking, Leg calling)
    {
        var rung = calling.Ringing.ToList();
        Board.EndOne(talking);
        calling.Ringing.Clear();
        Board.EndOne(calling);
        Board.Unhold(first);
        first.State = EndState.Alerting;
        foreach (var end in rung)
        {
            end.Caller = first;
            first.Ringing.Add(end);
        }

        foreach (var leg in rung.Append(first).OfType<Leg>())
        {
            Board.Events.Updated(leg);
        }
    }

    private static Person ViewerOf(Destination to, Person fallback) => to is Destination.ToPerson person ? person.Person : fallback;
}
