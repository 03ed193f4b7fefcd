using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>A room as /v1/rooms tells it; a webhook tells it without title and description.</summary>
internal sealed record RoomView(
    string Id, string? Title, string Type, bool IsLocked, string? TeamId, DateTimeOffset LastActivity, string CreatorId,
    DateTimeOffset Created, string OwnerId, bool IsAnnouncementOnly, bool IsReadOnly, bool IsPublic, DateTimeOffset? MadePublic, string? Description)
{
    public static readonly string[] Fields =
    [
        "id", "title", "type", "isLocked", "teamId", "lastActivity", "creatorId", "created", "ownerId", "classificationId",
        "isAnnouncementOnly", "isReadOnly", "isPublic", "madePublic", "description",
    ];

    public static RoomView Of(Room room, Person viewer, WebexCloud cloud) =>
        Metadata(room, cloud) with { Title = room.Title ?? NameOfOther(room, viewer, cloud.Directory), Description = room.Description };

    public static RoomView Metadata(Room room, WebexCloud cloud) => new(
        room.Id, null, room.Type, room.IsLocked, room.TeamId, room.LastActivity, room.CreatorId, room.Created,
        cloud.Directory.OrganizationId, room.IsAnnouncementOnly, room.IsReadOnly, room.IsPublic, room.MadePublic, null);

    private static string NameOfOther(Room room, Person viewer, PeopleDirectory directory) =>
        room.Members.Find(member => member.PersonId != viewer.Id) is { } other && directory.Find(other.PersonId) is { } person
            ? person.DisplayName
            : "Empty Title";
}
