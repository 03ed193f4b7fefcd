using Tieline.WebexSimulator.Meetings.Preferences;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>The settings of the organization's site and of its users.</summary>
internal sealed class SiteBook(PeopleDirectory directory)
{
    private static readonly TrackingCode Department = new(
        "1", "Department", MeetingSite.Url, [new("Sales", false), new("Service", false)], "editableSelect", "optional", [new(TrackingCode.All, "optional")]);

    private readonly Dictionary<string, SiteUser> users = [];
    private int nextCode = 2;

    public List<TrackingCode> TrackingCodes { get; } = [Department];

    /// <summary>Whoever was never heard of has the usual preferences; of several with one name the first has the room of that name.</summary>
    public SiteUser Of(Person person) => users.GetValueOrDefault(person.Id)
        ?? PreferenceDefaults.For(person, roomId => IsKept(roomId, person) || IsUsual(roomId, directory.People.TakeWhile(other => other.Id != person.Id)));

    /// <summary>The same, to be changed and kept.</summary>
    public SiteUser Own(Person person) => users.TryGetValue(person.Id, out var known) ? known : users[person.Id] = Of(person);

    public bool IsRoomTaken(string roomId, Person by) => IsKept(roomId, by) || IsUsual(roomId, directory.People.Where(other => other.Id != by.Id));

    private bool IsKept(string roomId, Person by) => users.Any(user => user.Key != by.Id && IsSame(user.Value.RoomId, roomId));

    private bool IsUsual(string roomId, IEnumerable<Person> people) =>
        people.Any(person => person.IsHuman && !users.ContainsKey(person.Id) && IsSame(PreferenceDefaults.RoomName(person), roomId));

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the person may schedule: as assigned, as far as the licences go.</summary>
    public SessionType[] SessionTypes(Person person) =>
        [.. MeetingSite.SessionTypes.Where(type => IsLicensed(person, type) && (Of(person).SessionTypes?.Contains(type.Id) ?? true))];

    public static bool IsLicensed(Person person, SessionType type) => person.Has(type.IsWebinar ? License.Webinars : License.Meetings);

    public string NewCodeId() => $"{nextCode++}";

    public void Clear()
    {
        users.Clear();
        TrackingCodes.Clear();
        TrackingCodes.Add(Department);
        nextCode = 2;
    }

    public SavedSite Save() => new(users, [.. TrackingCodes], nextCode);

    public void Load(SavedSite? saved)
    {
        if (saved is null)
        {
            return;
        }

        foreach (var (id, user) in saved.Users)
        {
            users[id] = user;
        }

        TrackingCodes.Clear();
        TrackingCodes.AddRange(saved.TrackingCodes);
        nextCode = saved.NextCode;
    }
}
