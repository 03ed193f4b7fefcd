using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>What the people of a scene do with their calls once these ring or are answered.</summary>
internal sealed partial class Scene
{
    private string? parkedAt;

    public void Hold(Person person)
    {
        if (TalkOf(person) is { OnHold: false } leg)
        {
            Board.Hold(leg);
        }
    }

    public void Resume(Person person)
    {
        if (TalkOf(person) is { OnHold: true } leg)
        {
            Board.Resume(leg);
        }
    }

    public Destination Group() => destination is Destination.ToGroup
        ? destination
        : new Destination.ToGroup(cloud.Directory.HuntGroups.First(group => group.MemberIds.Contains(Agent.Id)));

    public void RingToo(Person person)
    {
        if (caller is { Live: true, Peer: null })
        {
            Board.RingPerson(caller, person, []);
        }
    }

    public void SendOn(Leg leg, Person colleague, string reason) => cloud.Transfers.Divert(leg, colleague.Email, reason);

    public void SendToVoicemail(Leg leg) => cloud.Transfers.ToVoicemail(leg);

    /// <summary>Another caller from outside for the same agent, in a call of its own.</summary>
    public Scene SecondCaller()
    {
        var number = request.TransferTo ?? "+12125550199";
        var second = Board.Open(request.Scenario);
        var end = Board.AddOutside(second, new Party { Number = number, CallType = Party.External }, EndState.Connecting);
        return new Scene(cloud, request, second, end, new Destination.ToPerson(Agent));
    }

    /// <summary>The agent calls a colleague in a call of its own; the first call goes on hold.</summary>
    public Scene Ask(Person colleague)
    {
        var second = Board.Open(request.Scenario);
        var asking = Board.AddOriginator(second, Agent, Hand(Agent), Party.Of(colleague, Agent));
        var scene = new Scene(cloud, request, second, asking, new Destination.ToPerson(colleague));
        scene.RingDestination();
        return scene;
    }

    public void Transfer(Leg first, Leg second) => cloud.Transfers.Attended(first, second);

    /// <summary>Parks at the agent's own extension, or in the park group when that is taken.</summary>
    public void Park(Leg leg) => parkedAt = cloud.Parking.Park(leg, null, cloud.Parking.IsTaken(leg.Person.Extension ?? "")).Number;

    public void Retrieve(Person person) => cloud.Parking.Retrieve(person, parkedAt, Hand(person));

    /// <summary>Lifts the device that rings for a retrieval, unless it was lifted already.</summary>
    public void LiftRetrieval(Person person)
    {
        if (LegOf(person) is { AwaitsPickup: true } leg)
        {
            Board.PickUp(leg, Hand(person));
        }
    }
}
