using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>
/// Which calls there are: live legs by id and by person, and the last hundred sessions that ended. More of them stay while
/// notifications are kept back on them.
/// </summary>
internal sealed class CallBook
{
    private const int KeptEnded = 100;
    private readonly Dictionary<string, Leg> byCallId = [];
    private readonly Dictionary<string, List<Leg>> byPerson = [];
    private readonly Dictionary<string, CallSession> live = [];
    private readonly List<CallSession> ended = [];

    /// <summary>The number in the last call id; kept over restarts, since ids are not used twice.</summary>
    public long NextNumber { get; set; }

    public IEnumerable<CallSession> Sessions => live.Values.Concat(Enumerable.Reverse(ended));

    public Leg? Find(string callId) => byCallId.GetValueOrDefault(callId);

    public CallSession? FindLive(string id) => live.GetValueOrDefault(id);

    public IReadOnlyList<Leg> Of(Person person) => byPerson.GetValueOrDefault(person.Id, []);

    public string NewCallId(string cluster) => HydraId.Call(NextNumber += 2, cluster);

    public int FreeAppearance(Person person)
    {
        var used = Of(person);
        var appearance = 1;
        while (used.Any(leg => leg.Appearance == appearance))
        {
            appearance++;
        }

        return appearance;
    }

    public void Add(CallSession session) => live[session.Id] = session;

    public void Add(Leg leg)
    {
        leg.Session.Legs.Add(leg);
        byCallId[leg.CallId] = leg;
        if (!byPerson.TryGetValue(leg.Person.Id, out var legs))
        {
            byPerson[leg.Person.Id] = legs = [];
        }

        legs.Add(leg);
    }

    public void Remove(Leg leg)
    {
        byCallId.Remove(leg.CallId);
        byPerson[leg.Person.Id].Remove(leg);
    }

    public void Remove(CallSession session)
    {
        if (live.Remove(session.Id))
        {
            ended.Add(session);
            while (ended.Count > KeptEnded && ended.FindIndex(other => other.Deliveries.Kept == 0) is >= 0 and var oldest)
            {
                ended.RemoveAt(oldest);
            }
        }
    }

    public void Clear()
    {
        byCallId.Clear();
        byPerson.Clear();
        live.Clear();
        ended.Clear();
    }
}
