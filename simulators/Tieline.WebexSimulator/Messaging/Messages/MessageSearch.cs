using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>The filters of GET /messages, newest first.</summary>
internal static class MessageSearch
{
    public static IEnumerable<Message> Find(CloudRequest request, Room room, WebexCloud cloud)
    {
        var mine = Mentioned(request.Query("mentionedPeople"), request.Person);
        Refuse.UnlessAllowed(mine || !request.Person.IsBot || room.IsDirect, "A bot must ask with mentionedPeople=me for the messages of a group room.");
        var before = Refuse.Time(request.Query("before"), "before");
        var parent = request.Query("parentId") is { } parentId ? HydraId.Name(parentId) ?? throw Ids.Unknown(parentId) : null;
        IEnumerable<Message> messages = cloud.Messages.Of(room);
        if (request.Query("beforeMessage") is { } id)
        {
            var (message, there) = cloud.Messages.Visible(id, request.Person, "Unable to get message.");
            Refuse.Unless(there == room, "beforeMessage is not a message of the room.");
            messages = messages.TakeWhile(other => other != message);
        }

        return messages
            .Where(message => before is null || message.Created < before)
            .Where(message => parent is null || (message.ParentId is not null && HydraId.Name(message.ParentId) == parent))
            .Where(message => !mine || message.Said.MentionedPeople.Contains(request.Person.Id))
            .Reverse();
    }

    private static bool Mentioned(string? text, Person person)
    {
        Refuse.Unless(text is null or "me" || Ids.Same(text, person.Id), "mentionedPeople can only be me or the caller's own id.");
        return text is not null;
    }
}
