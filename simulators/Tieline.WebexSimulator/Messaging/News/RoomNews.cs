using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.Rooms;

namespace Tieline.WebexSimulator.Messaging.News;

/// <summary>What there is to tell of a room, and of a person's being in it.</summary>
internal static class RoomNews
{
    public static Happening Of(Room room, string happening, WebexCloud cloud) => new(
        "rooms", happening, RoomView.Metadata(room, cloud),
        new EventData(room.Id, null, null, null, null, null, room.CreatorId, room.Type, room.Created),
        new() { ["type"] = [room.Type], ["isLocked"] = [Word(room.IsLocked)] });

    public static Happening Of(Room room, Membership member, string happening, WebexCloud cloud)
    {
        var view = MembershipView.Of(room, member, cloud);
        return new(
            "memberships", happening, view,
            new EventData(view.Id, room.Id, room.Type, null, view.PersonId, view.PersonEmail, null, null, member.Created),
            new()
            {
                ["roomId"] = [room.Id], ["personId"] = [view.PersonId], ["personEmail"] = [view.PersonEmail], ["isModerator"] = [Word(member.IsModerator)],
            });
    }

    private static string Word(bool flag) => flag ? "true" : "false";
}
