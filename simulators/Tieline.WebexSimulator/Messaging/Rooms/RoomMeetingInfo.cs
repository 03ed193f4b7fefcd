using System.Globalization;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Messaging.Rooms;

/// <summary>How the meeting of a room would be reached; each address is drawn from the room's identifier and leads nowhere.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/rooms/get-room-meeting-details</remarks>
internal sealed record RoomMeetingInfo(
    string RoomId, string MeetingLink, string SipAddress, string MeetingNumber, string MeetingId, string CallInTollFreeNumber, string CallInTollNumber)
{
    public static RoomMeetingInfo Of(Room room)
    {
        var id = HydraId.Drawn(0, room.Id);
        var number = (200_000_000 + (BitConverter.ToUInt32(id.ToByteArray()) % 100_000_000)).ToString(CultureInfo.InvariantCulture);
        return new RoomMeetingInfo(room.Id, $"https://{MeetingSite.Url}/m/{id:D}", $"{number}@{MeetingSite.Url}", number, id.ToString("N"), "+1-844-555-0143", "+1-408-555-0143");
    }
}
