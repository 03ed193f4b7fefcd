using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>Where a message goes: a room, or a person, with whom a direct room begins; and the thread that it joins.</summary>
internal static class MessageTarget
{
    public static Room Find(Person author, JsonBody body, WebexCloud cloud)
    {
        var (roomId, personId, email) = (body.OptionalText("roomId"), body.OptionalText("toPersonId"), body.OptionalText("toPersonEmail"));
        Refuse.Unless(new[] { roomId, personId, email }.Count(field => field is not null) == 1,
            "Exactly one of the destination fields must not be empty (roomId, toPersonEmail, toPersonId)");
        if (roomId is not null)
        {
            return cloud.Rooms.Visible(roomId, author, "Could not find a room with provided ID.");
        }

        var other = Ids.Person(cloud.Directory, personId, email);
        Refuse.Unless(other != author, "A message cannot be sent to oneself.");
        // A reply belongs to a room that exists: a refused one must not begin a room.
        return body.OptionalText("parentId") is null
            ? cloud.RoomMoves.Direct(author, other)
            : cloud.Rooms.DirectOf(author, other) ?? throw WebexFailure.BadRequest("parentId is not a message of the room.");
    }

    /// <summary>A thread has one level: its replies all name its first message.</summary>
    public static Message Parent(string parentId, Person author, Room room, WebexCloud cloud)
    {
        var parent = cloud.Messages.Find(parentId);
        Refuse.Unless(HydraId.Name(parentId) is not null, "Expect base64 ID or UUID.");
        Refuse.Unless(parent is not null && parent.RoomId == room.Id && MessageBook.Sees(author, parent, room), "parentId is not a message of the room.");
        Refuse.Unless(parent!.ParentId is null, "parentId must name the first message of a thread, not a reply.");
        return parent;
    }
}
