using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>All rooms, in the order of their making.</summary>
internal sealed class RoomBook
{
    private readonly List<Room> rooms = [];
    private readonly Dictionary<string, Room> byName = [];

    public IReadOnlyList<Room> All => rooms;

    public Room? Find(string id) => HydraId.Name(id) is { } name ? byName.GetValueOrDefault(name) : null;

    public IEnumerable<Room> Of(Person person) => rooms.Where(room => room.Of(person) is not null);

    /// <summary>The room as the person may see it: one that the person is in.</summary>
    public Room Visible(string id, Person person, string? refusal = null) =>
        Find(id) is { } room && room.Of(person) is not null ? room : throw Ids.Unknown(id, refusal);

    public Room? DirectOf(Person one, Person other) =>
        rooms.Find(room => room.IsDirect && room.Of(one) is not null && room.Of(other) is not null);

    /// <summary>Finds a membership by its identifier, which names the person and the room.</summary>
    public (Room Room, Membership Member)? FindMember(string id)
    {
        var parts = (HydraId.Name(id) ?? "").Split(':');
        var room = parts.Length == 2 ? byName.GetValueOrDefault(parts[1]) : null;
        var member = room?.Members.Find(member => HydraId.Name(member.PersonId) == parts[0]);
        return member is null ? null : (room!, member);
    }

    public void Add(Room room)
    {
        rooms.Add(room);
        byName[HydraId.Name(room.Id)!] = room;
    }

    public void Rename(Room room, string id)
    {
        byName.Remove(HydraId.Name(room.Id)!);
        room.Id = id;
        byName[HydraId.Name(id)!] = room;
    }

    public void Remove(Room room)
    {
        rooms.Remove(room);
        byName.Remove(HydraId.Name(room.Id)!);
    }

    public void Clear()
    {
        rooms.Clear();
        byName.Clear();
    }
}
