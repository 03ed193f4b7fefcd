using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Calls taken from elsewhere: a colleague's ringing call, a colleague's conversation, one's own other device.</summary>
internal sealed class TakingOver(WebexCloud cloud)
{
    private Switchboard Board => cloud.Switchboard;

    /// <summary>Takes a ringing call of the target, or of anybody at the same location when no target is named.</summary>
    public Leg PickUp(Person person, string? target, Endpoint? only)
    {
        var ringing = target is null
            ? cloud.Directory.People.Where(other => other.Location == person.Location && other != person).SelectMany(Board.Book.Of).FirstOrDefault(leg => leg.IsIncomingAlert)
            : Board.Book.Of(Target(target)).FirstOrDefault(leg => leg.IsIncomingAlert);
        Refuse.Unless(ringing is not null, "There is no ringing call to pick up.");
        var caller = ringing!.Caller!;
        return Board.AddClickToDial(caller.Session, person, only, caller.SeenBy(person), leg =>
        {
            if (!ringing.IsIncomingAlert)
            {
                Board.HangUp(leg);
                return;
            }

            leg.Caller = caller;
            caller.Ringing.Add(leg);
            Board.Connect(leg, leg.Endpoint);
        });
    }

    /// <summary>Joins the target's conversation; the leg ends with it.</summary>
    public Leg BargeIn(Person person, string target, Endpoint? only)
    {
        var talk = Board.Book.Of(Target(target)).FirstOrDefault(leg => leg.Talking);
        Refuse.Unless(talk is not null, "The target has no answered call.");
        return Board.AddClickToDial(null, person, only, talk!.SeenBy(person), leg =>
        {
            if (!talk.Talking)
            {
                Board.HangUp(leg);
                return;
            }

            talk.Listeners.Add(leg);
            leg.State = EndState.Connected;
            leg.Answered = cloud.Clock.Now;
            Board.Events.Updated(leg, Words.Answered);
        });
    }

    /// <summary>Moves the person's conversation to another device; the call that rings that device is a passing one.</summary>
    public Leg Pull(Person person, Endpoint? only)
    {
        var talk = Board.Book.Of(person).FirstOrDefault(leg => leg.Talking && leg.Endpoint != only);
        Refuse.Unless(talk is not null, "There is no call to pull.");
        return Board.AddClickToDial(null, person, only, talk!.Remote, leg =>
        {
            Board.EndOne(leg);
            if (talk.Talking)
            {
                talk.Endpoint = leg.Endpoint;
                Board.Resume(talk);
            }
        });
    }

    private Person Target(string target) => Destination.Read(target, cloud.Directory) is Destination.ToPerson to
        ? to.Person
        : throw WebexFailure.BadRequest("target is not a user of this organization.");
}
