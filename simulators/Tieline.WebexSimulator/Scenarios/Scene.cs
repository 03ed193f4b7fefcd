using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Scenarios;

/// <summary>One scenario being played: who takes part, and the hands with which it acts. It never uses the API's doors.</summary>
internal sealed partial class Scene(WebexCloud cloud, SceneRequest request, CallSession session, End caller, Destination destination)
{
    public SceneRequest Request => request;

    public End Caller => caller;

    public Destination Destination => destination;

    public double Ring => request.RingSeconds;

    public double Talk => request.TalkSeconds;

    /// <summary>The agent in whose hands the scenario lies: the one called, else the one who calls.</summary>
    public Person Agent => destination switch
    {
        Destination.ToPerson to => to.Person,
        Destination.ToGroup to => cloud.Directory.Ever(to.Group.MemberIds[0]),
        _ => ((Leg)caller).Person,
    };

    private Switchboard Board => cloud.Switchboard;

    public void RingDestination(Destination? instead = null) => cloud.Dialling.Route(caller, instead ?? destination, [], scripted: true);

    /// <summary>Whoever rings answers: the agent by hand, or the number outside.</summary>
    public void Answer() => Answer(destination is Destination.ToOutside ? null : Agent);

    public void Answer(Person? person)
    {
        var rung = session.Live ? Rung(person) : null;
        if (rung is not null)
        {
            Board.Connect(rung, person is null ? null : Hand(person));
        }
    }

    /// <summary>Whoever rings sends the caller away.</summary>
    public void Reject()
    {
        if (Rung(destination is Destination.ToOutside ? null : Agent) is { } rung)
        {
            Board.Reject(rung);
        }
    }

    public void CallerHangsUp() => Board.HangUp(caller);

    public Leg? TalkOf(Person person) => session.Legs.LastOrDefault(leg => leg.Person == person && leg.Talking);

    public Leg? LegOf(Person person) => session.Legs.LastOrDefault(leg => leg.Person == person && leg.Live);

    public Leg? RingingAt(Person person) => session.Legs.LastOrDefault(leg => leg.Person == person && leg.IsIncomingAlert);

    /// <summary>The endpoint on which the person answers by hand in this scenario.</summary>
    public Endpoint? Hand(Person person) => request.By switch
    {
        "device" => person.Endpoints.Find(endpoint => endpoint.Type == Endpoint.Device) ?? person.PrimaryEndpoint,
        "app" => person.Endpoints.Find(endpoint => endpoint.Type == Endpoint.Application),
        _ => person.PrimaryEndpoint,
    };

    /// <summary>The colleague named by transferTo, else the next in the directory.</summary>
    public Person Colleague()
    {
        if (request.TransferTo is { } named && cloud.Directory.FindByAnything(named) is { } person)
        {
            return person;
        }

        var calling = cloud.Directory.People.Where(other => other.HasCalling && other != (caller as Leg)?.Person).ToList();
        return calling[(calling.IndexOf(Agent) + 1) % calling.Count];
    }

    private End? Rung(Person? person) => person is null
        ? session.Outside.FindLast(end => end is { Live: true, Caller: not null })
        : RingingAt(person);
}
