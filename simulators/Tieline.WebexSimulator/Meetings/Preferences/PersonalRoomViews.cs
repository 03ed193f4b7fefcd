using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Meetings.Sites;

namespace Tieline.WebexSimulator.Meetings.Preferences;

/// <summary>A personal meeting room as the cloud answers it.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-preferences/get-personal-meeting-room-options</remarks>
internal static class PersonalRoomViews
{
    public static string Link(string roomId) => $"https://{MeetingSite.Url}/meet/{roomId}";

    public static JsonObject Of(SiteUser user)
    {
        var view = user.PersonalMeetingRoom.DeepClone().AsObject();
        view["personalMeetingRoomLink"] = Link(user.RoomId);
        view["sipAddress"] = $"{user.RoomId}@{MeetingSite.Url}";
        view["dialInIpAddress"] = MeetingSite.VideoAddress;
        view["telephony"] = new JsonObject
        {
            ["accessCode"] = user.RoomNumber,
            ["callInNumbers"] = new JsonArray(new JsonObject { ["label"] = "US Toll", ["callInNumber"] = MeetingSite.CallInNumber, ["tollType"] = "toll" }),
            ["links"] = new JsonObject { ["rel"] = "globalCallinNumbers", ["href"] = $"/v1/meetings/{user.RoomNumber}/globalCallinNumbers", ["method"] = "GET" },
        };
        return view;
    }
}
