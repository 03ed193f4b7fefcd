using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings.Preferences;

/// <summary>An administrator gives personal rooms new links.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-preferences/batch-refresh-personal-meeting-room-id</remarks>
internal sealed partial class RoomRefreshEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes) => routes.Post("/admin/meetingPreferences/personalMeetingRoom/refreshId", MeetingAccess.RoomsRefresh, Refresh);

    private Reply Refresh(CloudRequest request)
    {
        PreferenceShapes.Refresh.Check(request.Body.Root, "The body");
        if (!request.Token.Has(MeetingAccess.ConfigWriteScope))
        {
            throw Access.Lacking(MeetingAccess.ConfigWriteScope);
        }

        MeetingSite.Demand(request.Body.Text("siteUrl"));
        var items = request.Body.OptionalObjects("personalMeetingRoomIds") ?? [];
        DemandAlike(items);
        var wanted = items.Select(item => (Person: SiteUsers.Named(cloud, item.OptionalText("personId"), item.OptionalText("email")), Id: item.OptionalText("personalMeetingRoomId"))).ToList();
        wanted.ForEach(one => DemandFree(one.Person, one.Id, wanted.Count(other => other.Id is not null && other.Id == one.Id)));
        var refreshed = wanted.Select(one => new { email = one.Person.Email, personId = one.Person.Id, personalMeetingRoomId = Rename(one.Person, one.Id) }).ToList();
        cloud.Changed();
        return Reply.Ok(new { siteUrl = MeetingSite.Url, personalMeetingRoomIds = refreshed });
    }

    private static void DemandAlike(JsonBody[] items)
    {
        var named = items.Count(item => item.OptionalText("personalMeetingRoomId") is not null);
        if ((named != 0 && named != items.Length) || items.Any(item => item.Flag("systemGenerated") == (named > 0)))
        {
            throw WebexFailure.BadRequest("Either all items have personalMeetingRoomId, or systemGenerated is true in all of them.");
        }

        var byId = items.Count(item => item.OptionalText("personId") is not null);
        if ((byId != 0 && byId != items.Length) || items.Any(item => item.OptionalText("email") is not null == (byId > 0)))
        {
            throw WebexFailure.BadRequest("Either all items have personId, or all have email.");
        }
    }

    private void DemandFree(Person person, string? roomId, int times)
    {
        if (roomId is not null && !Allowed().IsMatch(roomId))
        {
            throw WebexFailure.BadRequest("personalMeetingRoomId must be letters, digits, dots, hyphens and underscores.");
        }

        if (roomId is not null && (times > 1 || cloud.Meetings.Site.IsRoomTaken(roomId, person)))
        {
            throw WebexFailure.Conflict($"{roomId} is the personal room of somebody else.");
        }
    }

    /// <summary>Meetings that are to be held in the room move with it.</summary>
    private string Rename(Person person, string? roomId)
    {
        var user = cloud.Meetings.Site.Own(person);
        user.RoomId = roomId ?? PreferenceDefaults.NewRoomId(user.RoomId, person.Id);
        foreach (var series in cloud.Meetings.HostedBy(person).Where(series => series.PersonalRoomId is not null))
        {
            series.PersonalRoomId = user.RoomId;
        }

        return user.RoomId;
    }

    [GeneratedRegex("^[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
