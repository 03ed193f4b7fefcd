using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Calls that people place: by click-to-dial, or by hand on a device.</summary>
internal sealed class Dialling(WebexCloud cloud)
{
    private static readonly TimeSpan Routing = TimeSpan.FromMilliseconds(200);

    private Switchboard Board => cloud.Switchboard;

    /// <summary>The person's own devices ring first; when one is picked up, the call goes out from it.</summary>
    public Leg ClickToDial(Person person, string destination, Endpoint? only)
    {
        var to = Destination.Read(destination, cloud.Directory);
        return Board.AddClickToDial(null, person, only, to.SeenBy(person), leg =>
        {
            leg.State = EndState.Connecting;
            Board.Events.Updated(leg);
            cloud.History.Add(person.Id, CallHistory.Placed, leg.Remote, cloud.Clock.Now);
            RouteSoon(leg, to);
        });
    }

    /// <summary>The person dials on the device itself.</summary>
    public Leg FromDevice(Person person, string destination, Endpoint? endpoint)
    {
        var to = Destination.Read(destination, cloud.Directory);
        var leg = Board.AddOriginator(Board.Open(), person, endpoint ?? person.PrimaryEndpoint, to.SeenBy(person));
        RouteSoon(leg, to);
        return leg;
    }

    /// <summary>
    /// Brings a call to where it is to ring, having come by <paramref name="redirections"/>. When <paramref name="scripted"/>,
    /// a number outside does nothing by itself, because somebody else acts for it.
    /// </summary>
    public void Route(End caller, Destination destination, List<Redirection> redirections, bool scripted = false)
    {
        if (!caller.Live)
        {
            return;
        }

        if (destination is Destination.ToPerson only && !IsSelf(caller, only.Person) && cloud.Forwarding.Takes(caller, only.Person, redirections))
        {
            return;
        }

        var people = destination switch
        {
            Destination.ToPerson to => [to.Person],
            Destination.ToGroup to => Members(to.Group),
            _ => Array.Empty<Person>(),
        };
        var free = people.Where(person => !person.LineBusy && !IsSelf(caller, person)).ToList();
        foreach (var person in free)
        {
            var leg = Board.RingPerson(caller, person, Redirected(destination, redirections, person));
            if (destination is Destination.ToPerson)
            {
                cloud.Forwarding.Await(leg);
            }
        }

        if (destination is Destination.ToOutside outside)
        {
            cloud.Outside.Ring(caller, outside.Party, scripted);
        }
        else if (free.Count == 0)
        {
            FindBusy(caller, people);
            return;
        }

        NowAlerting(caller);
    }

    private void RouteSoon(Leg leg, Destination to) => cloud.After(Routing, () => Route(leg, to, []));

    private void FindBusy(End caller, IReadOnlyList<Person> people)
    {
        if (cloud.Switches.BusyLineIsMissed)
        {
            foreach (var person in people)
            {
                cloud.History.Add(person.Id, CallHistory.Missed, caller.SeenBy(person), cloud.Clock.Now);
            }
        }

        Board.FindBusy(caller);
    }

    private void NowAlerting(End caller)
    {
        if (caller is { Live: true, Peer: null })
        {
            caller.State = EndState.Alerting;
            if (caller is Leg leg)
            {
                Board.Events.Updated(leg);
            }
        }
    }

    private IReadOnlyList<Person> Members(HuntGroup group) =>
        [.. group.MemberIds.Select(cloud.Directory.Find).OfType<Person>().Where(person => person.HasCalling)];

    private static bool IsSelf(End caller, Person person) => caller is Leg leg && leg.Person == person;

    private static List<Redirection> Redirected(Destination destination, List<Redirection> redirections, Person person) =>
        destination is Destination.ToGroup to ? [new Redirection("huntGroup", Party.Of(to.Group, person)), .. redirections] : redirections;
}
