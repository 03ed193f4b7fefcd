using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Meetings that are scheduled in the host's personal room.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/create-a-meeting</remarks>
internal static class PersonalRooms
{
    public const string Type = "personalRoomMeeting";

    private static readonly string[] Unsupported =
        ["templateId", "roomId", "integrationTags", "enabledWebcastView", "enabledAutoRecordMeeting", "registration", "trackingCodes", "breakoutSessions"];

    public static void Check(JsonBody body)
    {
        if (Array.Find(Unsupported, body.Has) is { } name)
        {
            throw WebexFailure.BadRequest($"{name} is not supported for a meeting in a personal room.");
        }
    }
}
