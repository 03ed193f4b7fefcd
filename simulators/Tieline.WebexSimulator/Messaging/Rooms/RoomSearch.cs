using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>The filters and orders of GET /rooms.</summary>
internal static class RoomSearch
{
    public static IEnumerable<Room> Find(CloudRequest request, WebexCloud cloud)
    {
        var type = Refuse.Choice(request.Query("type"), "type", Room.Direct, Room.Group);
        var order = Refuse.Choice(request.Query("sortBy"), "sortBy", "id", "lastactivity", "created");
        var everyPublic = Refuse.Flag(request.Query("orgPublicSpaces"), "orgPublicSpaces") ?? false;
        var (from, to) = (Refuse.Time(request.Query("from"), "from"), Refuse.Time(request.Query("to"), "to"));
        var team = request.Query("teamId") is { } teamId ? HydraId.Name(teamId) ?? throw Ids.Unknown(teamId) : null;
        Refuse.Unless(!everyPublic || (type, order, team) is (null, null, null), "orgPublicSpaces cannot be combined with teamId, type or sortBy.");
        var rooms = (everyPublic ? cloud.Rooms.All.Where(room => room.IsPublic) : cloud.Rooms.Of(request.Person))
            .Where(room => type is null || room.Type == type)
            .Where(room => team is null || (room.TeamId is not null && HydraId.Name(room.TeamId) == team))
            .Where(room => from is null || room.MadePublic > from)
            .Where(room => to is null || room.MadePublic < to);
        return (everyPublic ? "madePublic" : order) switch
        {
            "madePublic" => rooms.OrderByDescending(room => room.MadePublic),
            "lastactivity" => rooms.OrderByDescending(room => room.LastActivity),
            "created" => rooms.OrderByDescending(room => room.Created),
            _ => rooms.OrderBy(room => room.Id, StringComparer.Ordinal),
        };
    }
}
