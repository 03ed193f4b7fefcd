using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>The settings of a room that a body may carry, and the rules between them.</summary>
internal static class RoomSettings
{
    public static string Title(JsonBody body) =>
        body.OptionalText("title") is { } title && !string.IsNullOrWhiteSpace(title) ? title : throw WebexFailure.BadRequest("Title cannot be empty.");

    public static void Apply(Room room, JsonBody body, Person actor, WebexCloud cloud)
    {
        Refuse.Unless(body.OptionalText("classificationId") is null, "The organization has no classification with this classificationId.");
        Refuse.UnlessAllowed(body.OptionalFlag("isReadOnly") is null or false || room.IsReadOnly, "Only a compliance officer can make a room read-only.");
        Refuse.UnlessAllowed(body.OptionalFlag("isReadOnly") is not false || !room.IsReadOnly, "Only a compliance officer can make a room writable again.");
        room.IsLocked = body.OptionalFlag("isLocked") ?? room.IsLocked;
        room.IsAnnouncementOnly = body.OptionalFlag("isAnnouncementOnly") ?? room.IsAnnouncementOnly;
        Refuse.Unless(room.IsLocked || !room.IsAnnouncementOnly, "A space can only be put into announcement mode when it is locked.");
        // One blank takes the description away.
        room.Description = body.OptionalText("description") is { } text ? text == " " ? null : text : room.Description;
        Publish(room, body.OptionalFlag("isPublic"), isNew: cloud.Rooms.Find(room.Id) is null, cloud.Clock.Now);
        Assign(room, body.OptionalText("teamId"), actor, cloud);
    }

    private static void Publish(Room room, bool? wanted, bool isNew, DateTimeOffset now)
    {
        Refuse.UnlessAllowed(wanted is not true || room.IsPublic || isNew, "Only a compliance officer can make a private room public.");
        room.MadePublic = wanted switch { true => room.MadePublic ?? now, false => null, null => room.MadePublic };
        Refuse.Unless(!room.IsPublic || room.Description is not null, "A public room must have a description.");
    }

    private static void Assign(Room room, string? teamId, Person actor, WebexCloud cloud)
    {
        if (teamId is null || (room.TeamId is not null && Ids.Same(teamId, room.TeamId)))
        {
            return;
        }

        Refuse.Unless(room.TeamId is null, "A room cannot be moved from one team to another.");
        var team = cloud.Teams.Visible(teamId, actor);
        Refuse.Unless(room.Members.TrueForAll(member => !member.IsModerator || team.Members.Exists(other => other.PersonId == member.PersonId)),
            "Every moderator of the room must be a member of the team.");
        room.TeamId = team.Id;
    }
}
