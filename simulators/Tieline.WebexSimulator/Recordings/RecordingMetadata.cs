using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>Which call a recording is of: what joins it to a log of calls.</summary>
/// <remarks>https://developer.webex.com/docs/api/guides/consolidated-metadata-documentation-and-samples-guide</remarks>
internal static class RecordingMetadata
{
    public static object Of(CallRecording recording, WebexCloud cloud)
    {
        var view = RecordingView.Of(recording, cloud, TimeZoneInfo.Utc);
        var owner = cloud.Directory.Find(recording.OwnerId);
        var (own, other) = (Actor(view.OwnerId, owner?.Number ?? owner?.Extension), Actor(HydraId.Name(recording.Remote.PersonId ?? ""), recording.Remote.Number));
        var outgoing = recording.Personality != Words.Of(Personality.Terminator);
        return new
        {
            view.Id,
            orgId = cloud.Directory.OrganizationUuid,
            view.OwnerId,
            ownerType = "USER",
            ownerName = owner?.DisplayName,
            view.OwnerEmail,
            view.StorageRegion,
            view.ServiceType,
            version = "1.2",
            serviceData = new
            {
                callRecordingId = view.Id,
                view.ServiceData.LocationId,
                recording.CallSessionId,
                recording.Personality,
                callingParty = outgoing ? own : other,
                calledParty = outgoing ? other : own,
                recording.CallId,
                session = new { startTime = view.TimeRecorded, stopTime = MeetingTime.Text(recording.Actions[^1].Time, TimeZoneInfo.Utc) },
                recordingType = recording.Trigger == "On Demand" ? "onDemand" : "alwaysON",
                recordingActions = recording.Actions.Select(action => new { action.Action, time = MeetingTime.Text(action.Time, TimeZoneInfo.Utc) }),
                connectedParty = other,
            },
        };
    }

    private static object Actor(string? id, string? number) => new { actor = id is null ? null : new { type = "USER", id }, number };
}
