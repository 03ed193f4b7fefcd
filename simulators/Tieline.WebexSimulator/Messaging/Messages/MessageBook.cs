using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>The messages of each room, oldest first, and the contents that they carry.</summary>
internal sealed class MessageBook(RoomBook rooms, Contents.ContentStore contents)
{
    private const int KeptPerRoom = 10_000;
    private readonly Dictionary<string, List<Message>> byRoom = [];
    private readonly Dictionary<string, Message> byName = [];
    private readonly Dictionary<string, Message> byContent = [];

    /// <summary>The number of the newest message.</summary>
    public long LastNumber { get; private set; }

    public IEnumerable<Message> All => byRoom.Values.SelectMany(messages => messages);

    public IReadOnlyList<Message> Of(Room room) => byRoom.GetValueOrDefault(room.Id, []);

    public Message? Find(string id) => HydraId.Name(id) is { } name ? byName.GetValueOrDefault(name) : null;

    /// <summary>The message that carries a file: the two have identifiers of their own.</summary>
    public Message? Carrying(Contents.Content content) => byContent.GetValueOrDefault(content.Id);

    /// <summary>The message and its room, if the person may see it.</summary>
    public (Message Message, Room Room) Visible(string id, Person person, string refusal) =>
        Find(id) is { } message && rooms.Find(message.RoomId) is { } room && room.Of(person) is not null && Sees(person, message, room)
            ? (message, room)
            : throw Ids.Unknown(id, refusal);

    /// <summary>In a group room a bot sees its own messages and those that mention it by name.</summary>
    public static bool Sees(Person person, Message message, Room room) =>
        !person.IsBot || room.IsDirect || message.PersonId == person.Id || message.Said.MentionedPeople.Contains(person.Id);

    public void Add(Message message)
    {
        if (!byRoom.TryGetValue(message.RoomId, out var messages))
        {
            byRoom[message.RoomId] = messages = [];
        }

        messages.Add(message);
        LastNumber = Math.Max(LastNumber, message.Number);
        byName[HydraId.Name(message.Id)!] = message;
        if (message.ContentId is { } content)
        {
            byContent[content] = message;
        }

        if (messages.Count > KeptPerRoom)
        {
            Remove(messages[0]);
        }
    }

    public void Remove(Message message)
    {
        byRoom[message.RoomId].Remove(message);
        Forget(message);
    }

    public void Forget(Room room)
    {
        foreach (var message in Of(room))
        {
            Forget(message);
        }

        byRoom.Remove(room.Id);
    }

    /// <summary>The room bears another id from now on; its messages go along.</summary>
    public void Follow(string oldRoomId, string newRoomId)
    {
        if (byRoom.Remove(oldRoomId, out var messages))
        {
            messages.ForEach(message => message.RoomId = newRoomId);
            byRoom[newRoomId] = messages;
        }
    }

    public void Clear()
    {
        LastNumber = 0;
        byRoom.Clear();
        byName.Clear();
        byContent.Clear();
    }

    private void Forget(Message message)
    {
        byName.Remove(HydraId.Name(message.Id)!);
        if (message.ContentId is { } content)
        {
            byContent.Remove(content);
            contents.Remove(content);
        }
    }
}
