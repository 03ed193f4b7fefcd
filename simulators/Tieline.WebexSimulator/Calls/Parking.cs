using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Time;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Calls that wait at an extension until somebody retrieves them.</summary>
internal sealed class Parking(WebexCloud cloud)
{
    private sealed record Slot(End Parked, Person Parker, Party Against, ClockTimer Recall);

    private static readonly string[] GroupExtensions = [.. Enumerable.Range(7001, 20).Select(number => $"{number}")];
    private readonly Dictionary<string, Slot> slots = [];

    private Switchboard Board => cloud.Switchboard;

    public void Clear() => slots.Clear();

    /// <summary>Parks against the destination, an extension of the park group, or the parker's own extension.</summary>
    public Party Park(Leg leg, string? destination, bool groupPark)
    {
        Refuse.Unless(leg.Talking, "Only a connected call can be parked.");
        var against = Against(leg.Person, destination, groupPark);
        var number = against.Number!;
        Refuse.Unless(!IsTaken(number), "Another call is parked there.");
        var parked = leg.Peer!;
        Board.Unhold(parked);
        Board.EndOne(leg);
        parked.State = EndState.RemoteHeld;
        if (parked is Leg waiting)
        {
            Board.Events.Updated(waiting);
        }

        // What was parked here before is gone, or this place would be taken: its recall must not bring back the new call.
        Take(number);
        var recall = cloud.After(TimeSpan.FromSeconds(cloud.Switches.ParkRecallSeconds), () => ComeBack(number));
        slots[number] = new Slot(parked, leg.Person, against, recall);
        return against;
    }

    /// <summary>The person's device rings; lifted, it talks with the parked call.</summary>
    public Leg Retrieve(Person person, string? destination, Endpoint? only)
    {
        var number = destination is null ? person.Extension : Number(destination, person);
        Refuse.Unless(number is not null && IsTaken(number), "No call is parked there.");
        var parked = slots[number!].Parked;
        var session = cloud.Switches.RetrieveKeepsSession ? parked.Session : null;
        return Board.AddClickToDial(session, person, only, parked.SeenBy(person), leg =>
        {
            if (!IsTaken(number!) || slots[number!].Parked != parked)
            {
                Board.HangUp(leg);
                return;
            }

            Take(number!);
            Board.Join(leg, parked);
        });
    }

    private void Take(string number)
    {
        slots.Remove(number, out var slot);
        slot?.Recall.Cancel();
    }

    public bool IsTaken(string number) =>
        slots.TryGetValue(number, out var slot) && slot.Parked is { Live: true, Peer: null };

    private void ComeBack(string number)
    {
        if (IsTaken(number))
        {
            var slot = slots[number];
            Take(number);
            slot.Parked.State = EndState.Alerting;
            Board.RingPerson(slot.Parked, slot.Parker, [], new Recall("park", slot.Against));
            if (slot.Parked is Leg waiting)
            {
                Board.Events.Updated(waiting);
            }
        }
    }

    private Party Against(Person parker, string? destination, bool groupPark)
    {
        if (groupPark)
        {
            var free = Array.Find(GroupExtensions, extension => !IsTaken(extension)) ?? throw WebexFailure.BadRequest("Every extension of the park group is taken.");
            return new Party { Number = free, CallType = Party.SameLocation };
        }

        return destination is null ? Party.Of(parker, parker) : Destination.Read(destination, cloud.Directory) switch
        {
            Destination.ToPerson to => Party.Of(to.Person, parker),
            Destination.ToNobody to => to.SeenBy(parker),
            _ => throw WebexFailure.BadRequest("A call can be parked against an extension only."),
        };
    }

    private string? Number(string destination, Person person) => Destination.Read(destination, cloud.Directory).SeenBy(person).Number;
}
