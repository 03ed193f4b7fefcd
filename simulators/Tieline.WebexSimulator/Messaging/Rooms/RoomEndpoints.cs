using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>/v1/rooms: the spaces that the caller is in.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/rooms</remarks>
internal sealed class RoomEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        routes.Get("/rooms", Access.RoomsRead, request => Paging.Page(request, [.. RoomSearch.Find(request, cloud).Select(room => View(request, room))], 1000));
        routes.Post("/rooms", Access.RoomsWrite, Create);
        routes.Get("/rooms/{roomId}", Access.RoomsRead, request => Reply.Ok(View(request, Find(request))));
        routes.Put("/rooms/{roomId}", Access.RoomsWrite, Update);
        routes.Delete("/rooms/{roomId}", Access.RoomsWrite, Delete);
        routes.Get("/rooms/{roomId}/meetingInfo", Access.RoomsRead, request =>
            cloud.Switches.RoomMeetingInfoIsServed ? Reply.Ok(RoomMeetingInfo.Of(Find(request))) : throw WebexFailure.NotFound());
    }

    private RoomView View(CloudRequest request, Room room) => RoomView.Of(room, request.Person, cloud);

    private Room Find(CloudRequest request) => cloud.Rooms.Visible(request.Route("roomId"), request.Person);

    private Reply Create(CloudRequest request)
    {
        var body = request.Body.Only("title", "teamId", "classificationId", "isLocked", "isPublic", "description", "isAnnouncementOnly");
        var room = cloud.RoomMoves.NewGroup(RoomSettings.Title(body), request.Person);
        RoomSettings.Apply(room, body, request.Person, cloud);
        return Reply.Ok(View(request, cloud.RoomMoves.Open(room, request.Person)));
    }

    private Reply Update(CloudRequest request)
    {
        var room = Find(request);
        var body = request.Body.Only(RoomView.Fields);
        Refuse.Unless(!room.IsDirect, "A direct room cannot be changed.");
        Refuse.UnlessAllowed(room.IsRuledBy(request.Person), "Only a moderator can change a moderated room.");
        // Tried on a copy first: a refusal half way must leave the room as it was.
        var title = RoomSettings.Title(body);
        RoomSettings.Apply(room with { }, body, request.Person, cloud);
        room.Title = title;
        RoomSettings.Apply(room, body, request.Person, cloud);
        Moderate(room, request.Person);

        cloud.RoomMoves.Updated(room, request.Person);
        return Reply.Ok(View(request, room));
    }

    /// <summary>Whoever locks a room moderates it; a room that is open to all has no moderators, save a team's general room.</summary>
    private static void Moderate(Room room, Person actor)
    {
        if (room.IsLocked && !room.Members.Exists(member => member.IsModerator))
        {
            room.Of(actor)!.IsModerator = true;
        }
        else if (!room.IsLocked && !room.IsGeneral)
        {
            room.Members.ForEach(member => member.IsModerator = false);
        }
    }

    private Reply Delete(CloudRequest request)
    {
        var room = Find(request);
        Refuse.UnlessAllowed(!room.IsDirect, "A direct room cannot be deleted.");
        Refuse.UnlessAllowed(!room.IsGeneral, "The general room of a team cannot be deleted.");
        if (!room.IsRuledBy(request.Person))
        {
            cloud.RoomMoves.Remove(room, room.Of(request.Person)!, request.Person);
        }
        else if (room.TeamId is not null)
        {
            cloud.RoomMoves.Archive(room, request.Person);
        }
        else
        {
            cloud.RoomMoves.Delete(room, request.Person);
        }

        return Reply.NoContent;
    }
}
