using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>/v1/memberships: who is in the caller's rooms.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/memberships</remarks>
internal sealed class MembershipEndpoints(WebexCloud cloud)
{
    private const string NotModerator = "Only a moderator can change who is in a moderated room.";

    public void Map(CloudRoutes routes)
    {
        routes.Get("/memberships", Access.MembershipsRead, request => Paging.Page(request, [.. List(request)], cloud.Switches.MembershipsMax));
        routes.Post("/memberships", Access.MembershipsWrite, Create);
        routes.Get("/memberships/{membershipId}", Access.MembershipsRead, request =>
        {
            var (room, member) = Find(request);
            return Reply.Ok(MembershipView.Of(room, member, cloud));
        });
        routes.Put("/memberships/{membershipId}", Access.MembershipsWrite, Update);
        routes.Delete("/memberships/{membershipId}", Access.MembershipsWrite, Delete);
    }

    /// <summary>Without a room: the caller's own membership in each.</summary>
    private IEnumerable<MembershipView> List(CloudRequest request)
    {
        var (roomId, personId, email) = (request.Query("roomId"), request.Query("personId"), request.Query("personEmail"));
        if (roomId is null)
        {
            Refuse.Unless(personId is null && email is null, "roomId is required together with personId or personEmail.");
            return cloud.Rooms.Of(request.Person).Select(room => MembershipView.Of(room, room.Of(request.Person)!, cloud));
        }

        Refuse.Unless(personId is null || email is null, "Only one of personId and personEmail can be given.");
        var room = cloud.Rooms.Visible(roomId, request.Person);
        return room.Members.Select(member => MembershipView.Of(room, member, cloud))
            .Where(view => personId is null || Ids.Same(personId, view.PersonId))
            .Where(view => email is null || string.Equals(email, view.PersonEmail, StringComparison.OrdinalIgnoreCase));
    }

    private Reply Create(CloudRequest request)
    {
        var body = request.Body.Only("roomId", "personId", "personEmail", "isModerator");
        var roomId = body.OptionalText("roomId") ?? throw WebexFailure.BadRequest("roomId cannot be null");
        var person = Ids.Person(cloud.Directory, body.OptionalText("personId"), body.OptionalText("personEmail"));
        var moderator = body.Flag("isModerator");
        var room = Joinable(roomId, request.Person, person);
        Refuse.Unless(!room.IsDirect, "Nobody can be added to a direct room.");
        if (room.Of(person) is not null)
        {
            throw WebexFailure.Conflict("User is already a participant in the room.");
        }

        Refuse.UnlessAllowed((room.IsPublic && person == request.Person && !moderator) || room.IsRuledBy(request.Person), NotModerator);
        Refuse.Unless(!room.IsGeneral, "The general room has the members of its team: change those.");
        Refuse.Unless(room.IsLocked || !moderator, "Only a moderated room has moderators.");
        return Reply.Ok(MembershipView.Of(room, cloud.RoomMoves.Add(room, person, moderator, request.Person), cloud));
    }

    private Reply Update(CloudRequest request)
    {
        var (room, member) = Find(request);
        var body = request.Body.Only(MembershipView.Fields);
        var (moderator, hidden) = (body.OptionalFlag("isModerator"), body.OptionalFlag("isRoomHidden"));
        Refuse.Unless(moderator is not null, "isModerator is required.");
        Refuse.Unless(hidden is not null || !cloud.Switches.MembershipChangesNeedBothFields, "isRoomHidden is required.");
        Refuse.UnlessAllowed(moderator == member.IsModerator || room.IsRuledBy(request.Person), NotModerator);
        Refuse.Unless(room.IsLocked || moderator is false, "Only a moderated room has moderators.");
        Refuse.Unless(!room.IsGeneral || moderator == member.IsModerator, "The general room has the moderators of its team: change those.");
        Refuse.Unless(room.IsDirect || hidden is not true, "Only a direct room can be hidden.");
        Refuse.UnlessAllowed(hidden is null || hidden == member.IsRoomHidden || member.PersonId == request.Person.Id, "A room can be hidden for oneself only.");
        (member.IsModerator, member.IsRoomHidden) = (moderator!.Value, hidden ?? member.IsRoomHidden);
        cloud.RoomMoves.UpdatedMember(room, member, request.Person);
        return Reply.Ok(MembershipView.Of(room, member, cloud));
    }

    private Reply Delete(CloudRequest request)
    {
        var (room, member) = Find(request);
        Refuse.Unless(!room.IsDirect, "Nobody can be removed from a direct room.");
        Refuse.Unless(!room.IsGeneral, "The general room has the members of its team: change those.");
        Refuse.UnlessAllowed(member.PersonId == request.Person.Id || room.IsRuledBy(request.Person), NotModerator);
        cloud.RoomMoves.Remove(room, member, request.Person);
        return Reply.NoContent;
    }

    /// <summary>A room that the caller is in, or a public one that the caller joins.</summary>
    private Room Joinable(string roomId, Person caller, Person person) =>
        cloud.Rooms.Find(roomId) is { IsPublic: true } open && person == caller
            ? open
            : cloud.Rooms.Visible(roomId, caller, "Could not find a room with provided ID.");

    private (Room Room, Membership Member) Find(CloudRequest request) =>
        cloud.Rooms.FindMember(request.Route("membershipId")) is { } found && found.Room.Of(request.Person) is not null
            ? found
            : throw Ids.Unknown(request.Route("membershipId"));
}
