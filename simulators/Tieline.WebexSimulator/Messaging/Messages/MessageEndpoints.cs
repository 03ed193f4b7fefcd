using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Rooms;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>/v1/messages: what is said in the caller's rooms.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/messages</remarks>
internal sealed class MessageEndpoints(WebexCloud cloud, DraftReader reader)
{
    private const string CannotGet = "Unable to get message.";
    private const string CannotDelete = "Unable to delete message.";

    public void Map(CloudRoutes routes)
    {
        routes.Get("/messages", Access.MessagesRead, List);
        routes.Post("/messages", Access.MessagesWrite, reader.ReadAsync, Create);
        routes.Get("/messages/direct", Access.MessagesRead, ListDirect);
        routes.Get("/messages/{messageId}", Access.MessagesRead, request =>
        {
            var (message, room) = Find(request, CannotGet);
            return Reply.Ok(View(request, message, room));
        });
        routes.Put("/messages/{messageId}", Access.MessagesWrite, Edit);
        routes.Delete("/messages/{messageId}", Access.MessagesWrite, Delete);
    }

    private (Message Message, Room Room) Find(CloudRequest request, string refusal) =>
        cloud.Messages.Visible(request.Route("messageId"), request.Person, refusal);

    private MessageView View(CloudRequest request, Message message, Room room) => MessageView.Of(message, room, cloud, request.Origin);

    private Reply List(CloudRequest request)
    {
        var roomId = request.Query("roomId") ?? throw WebexFailure.BadRequest("Required String parameter 'roomId' is not present");
        var room = cloud.Rooms.Visible(roomId, request.Person, "Could not find a room with provided ID.");
        var mentioned = request.Query("mentionedPeople");
        return Paging.PageBelow(request, MessageSearch.Find(request, room, cloud), message => message.Number, message => View(request, message, room),
            mentioned is null ? cloud.Switches.MessagesMax : Math.Min(100, cloud.Switches.MessagesMax), usual: Math.Min(50, cloud.Switches.MessagesMax));
    }

    private Reply ListDirect(CloudRequest request)
    {
        var other = Ids.Person(cloud.Directory, request.Query("personId"), request.Query("personEmail"));
        var room = cloud.Rooms.DirectOf(request.Person, other) is { } there && other != request.Person
            ? there
            : throw new WebexFailure(404, "Could not find a room with provided ID.");
        return Reply.Ok(new { items = MessageSearch.Find(request, room, cloud).Select(message => View(request, message, room)).ToList() });
    }

    private Reply Create(CloudRequest request, Draft draft)
    {
        var (message, room) = cloud.Posting.Post(request.Person, draft, request.Origin);
        return Reply.Ok(View(request, message, room) with
        {
            ToPersonId = draft.Body.OptionalText("toPersonId"), ToPersonEmail = draft.Body.OptionalText("toPersonEmail"),
        });
    }

    private Reply Edit(CloudRequest request)
    {
        var (message, room) = Find(request, CannotGet);
        cloud.Posting.Edit(message, room, request.Person, request.Body, request.Origin);
        return Reply.Ok(View(request, message, room));
    }

    private Reply Delete(CloudRequest request)
    {
        var (message, room) = Find(request, CannotDelete);
        if (message.PersonId != request.Person.Id && !room.Of(request.Person)!.IsModerator)
        {
            throw new WebexFailure(404, CannotDelete);
        }

        cloud.Posting.Delete(message, room, request.Person, request.Origin);
        return Reply.NoContent;
    }
}
