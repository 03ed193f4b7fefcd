using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>A membership as /v1/memberships and the webhooks tell it.</summary>
internal sealed record MembershipView(
    string Id, string RoomId, string PersonId, string PersonEmail, string PersonDisplayName, string PersonOrgId, bool IsModerator,
    bool IsMonitor, bool IsRoomHidden, string RoomType, DateTimeOffset Created)
{
    public static readonly string[] Fields =
    [
        "id", "roomId", "personId", "personEmail", "personDisplayName", "personOrgId", "isModerator", "isMonitor", "isRoomHidden", "roomType", "created",
    ];

    public static string IdOf(Room room, Membership member) =>
        HydraId.Of("MEMBERSHIP", $"{HydraId.Name(member.PersonId)}:{HydraId.Name(room.Id)}", HydraId.ClusterOf(room.Id));

    public static MembershipView Of(Room room, Membership member, WebexCloud cloud)
    {
        var person = cloud.Directory.Ever(member.PersonId);
        return new MembershipView(
            IdOf(room, member), room.Id, person.Id, person.Email, person.DisplayName, cloud.Directory.OrganizationId,
            member.IsModerator, member.IsModerator, member.IsRoomHidden, room.Type, member.Created);
    }
}
