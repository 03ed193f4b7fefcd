using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.News;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>What happens to rooms and to who is in them; each move tells the webhooks of those who may see it.</summary>
/// <remarks>Every method runs inside the cloud's lock. Whether a move is allowed is asked at the paths.</remarks>
internal sealed class RoomMoves(WebexCloud cloud)
{
    public Room Open(Room room, Person creator)
    {
        cloud.Rooms.Add(room);
        room.Members.Add(new Membership { PersonId = creator.Id, IsModerator = room.IsLocked || room.IsGeneral, Created = room.Created });
        Tell(room, "created", creator);
        TellMember(room, room.Members[0], "created", creator, room.Members);
        return room;
    }

    public Room NewGroup(string title, Person creator) => new()
    {
        Id = cloud.NewId("ROOM"), Title = title, Type = Room.Group, CreatorId = creator.Id, Created = cloud.Clock.Now, LastActivity = cloud.Clock.Now,
    };

    /// <summary>The room of two people; the first message between them makes it.</summary>
    public Room Direct(Person creator, Person other)
    {
        if (cloud.Rooms.DirectOf(creator, other) is { } there)
        {
            return there;
        }

        var room = new Room
        {
            Id = cloud.NewId("ROOM"), Type = Room.Direct, CreatorId = creator.Id, Created = cloud.Clock.Now, LastActivity = cloud.Clock.Now,
            Members = [.. new[] { creator, other }.Select(person => new Membership { PersonId = person.Id, Created = cloud.Clock.Now })],
        };
        cloud.Rooms.Add(room);
        Tell(room, "created", creator);
        room.Members.ForEach(member => TellMember(room, member, "created", creator, room.Members));
        return room;
    }

    public void Updated(Room room, Person actor) => Tell(room, "updated", actor);

    public Membership Add(Room room, Person person, bool moderator, Person actor)
    {
        var member = new Membership { PersonId = person.Id, IsModerator = moderator, Created = cloud.Clock.Now };
        room.Members.Add(member);
        TellMember(room, member, "created", actor, room.Members);
        return member;
    }

    public void UpdatedMember(Room room, Membership member, Person actor) => TellMember(room, member, "updated", actor, room.Members);

    /// <summary>The one who goes is told as well.</summary>
    public void Remove(Room room, Membership member, Person actor)
    {
        List<Membership> audience = [.. room.Members];
        room.Members.Remove(member);
        TellMember(room, member, "deleted", actor, audience);
    }

    /// <summary>The room is gone with all that was in it.</summary>
    public void Delete(Room room, Person actor)
    {
        foreach (var member in room.Members.ToList())
        {
            Remove(room, member, actor);
        }

        cloud.Messages.Forget(room);
        cloud.Rooms.Remove(room);
    }

    /// <summary>The room moves to another cluster: it has another id there, and the old one is that of nothing.</summary>
    public void Migrate(Room room, string cluster)
    {
        var (old, id) = (room.Id, HydraId.Of("ROOM", cloud.Draws.Uuid().ToString("D"), cluster));
        cloud.Rooms.Rename(room, id);
        cloud.Messages.Follow(old, id);
        foreach (var action in cloud.Actions.All.Where(action => action.RoomId == old))
        {
            action.RoomId = id;
        }

        cloud.Meetings.Follow(old, id);
        Tell(room, "migrated", cloud.Directory.Ever(room.CreatorId));
    }

    /// <summary>Somebody leaves the organization, and with it every room and team.</summary>
    public void Leave(Person person, Person actor)
    {
        foreach (var room in cloud.Rooms.Of(person).ToList())
        {
            Remove(room, room.Of(person)!, actor);
            if (room.Members.Count == 0)
            {
                Delete(room, actor);
            }
        }

        cloud.Teams.All.ForEach(team => team.Members.RemoveAll(member => member.PersonId == person.Id));
    }

    public void Archive(Room room, Person actor)
    {
        room.IsReadOnly = true;
        Updated(room, actor);
    }

    private void Tell(Room room, string happening, Person actor)
    {
        cloud.Changed();
        cloud.News.Tell(RoomNews.Of(room, happening, cloud), actor, room.Members);
    }

    private void TellMember(Room room, Membership member, string happening, Person actor, IReadOnlyList<Membership> audience)
    {
        cloud.Changed();
        cloud.News.Tell(RoomNews.Of(room, member, happening, cloud), actor, audience);
    }
}
