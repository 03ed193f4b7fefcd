using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>All series and all instances, and who made how many meetings of late.</summary>
internal sealed class MeetingBook(PeopleDirectory directory)
{
    private const long FirstInstance = 16_742;
    private readonly Dictionary<string, MeetingSeries> series = [];
    private readonly Dictionary<string, MeetingInstance> instances = [];
    private readonly Dictionary<string, List<MeetingInstance>> bySeries = [];

    public IEnumerable<MeetingSeries> Series => series.Values;

    public IEnumerable<MeetingInstance> Instances => instances.Values;

    /// <summary>When each person tried to make a meeting.</summary>
    public Dictionary<string, List<DateTimeOffset>> Creations { get; private set; } = [];

    /// <summary>What is still to happen in the meetings by itself.</summary>
    public List<PlannedStep> Plan { get; } = [];

    /// <summary>What the site's administrators and users have set.</summary>
    public SiteBook Site { get; } = new(directory);

    public long NextInstance { get; set; } = FirstInstance;

    public MeetingSeries? Find(string id) => series.GetValueOrDefault(id);

    public MeetingInstance? FindInstance(string id) => instances.GetValueOrDefault(id);

    /// <summary>Of those that share a number or link, as the meetings of a personal room do, the one in progress, else the next.</summary>
    public MeetingSeries? ToJoin(Func<MeetingSeries, bool> isMeant, DateTimeOffset now) => series.Values.Where(one => !one.Deleted && isMeant(one))
        .OrderByDescending(one => Live(one) is not null).ThenBy(one => Occurrences.Current(one, now)?.Start ?? DateTimeOffset.MaxValue).FirstOrDefault();

    /// <summary>Newest last.</summary>
    public IReadOnlyList<MeetingInstance> Of(MeetingSeries one) => bySeries.GetValueOrDefault(one.Id, []);

    public MeetingInstance? Live(MeetingSeries one) => Of(one).FirstOrDefault(instance => instance.Live);

    public MeetingSeries SeriesOf(MeetingInstance instance) => series[instance.SeriesId];

    public IEnumerable<MeetingSeries> HostedBy(Person host) => series.Values.Where(one => one.HostId == host.Id);

    public void Add(MeetingSeries one) => series[one.Id] = one;

    public void Add(MeetingInstance instance)
    {
        instances[instance.Id] = instance;
        if (!bySeries.TryGetValue(instance.SeriesId, out var list))
        {
            bySeries[instance.SeriesId] = list = [];
        }

        list.Add(instance);
    }

    /// <summary>The meetings of a room follow it when it has another id.</summary>
    public void Follow(string oldRoom, string newRoom)
    {
        foreach (var one in series.Values)
        {
            one.AdhocRoomId = one.AdhocRoomId == oldRoom ? newRoom : one.AdhocRoomId;
            foreach (var settings in one.Changes.Values.Select(change => change.Settings).Prepend(one.Settings).Where(settings => settings["roomId"]?.GetValue<string>() == oldRoom))
            {
                settings["roomId"] = newRoom;
            }
        }
    }

    public void Clear()
    {
        series.Clear();
        instances.Clear();
        bySeries.Clear();
        Plan.Clear();
        (Creations, NextInstance) = ([], FirstInstance);
        Site.Clear();
    }

    public SavedMeetings Save() => new([.. series.Values], [.. instances.Values], [.. Plan], Creations, NextInstance) { Site = Site.Save() };

    public void Load(SavedMeetings saved)
    {
        Clear();
        saved.Series.ForEach(Add);
        saved.Instances.ForEach(Add);
        Plan.AddRange(saved.Plan);
        Site.Load(saved.Site);
        (Creations, NextInstance) = (saved.Creations, saved.NextInstance);
    }
}
