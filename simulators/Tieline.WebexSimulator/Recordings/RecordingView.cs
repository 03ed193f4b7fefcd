using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Recordings;

internal sealed record RecordingServiceData(string? LocationId, string CallSessionId);

internal sealed record DownloadLinks(string AudioDownloadLink, string Expiration);

/// <summary>A recording as /v1/convergedRecordings tells it; owners and locations are bare uuids there.</summary>
internal sealed record RecordingView(
    string Id, string Topic, string CreateTime, string TimeRecorded, string Format, string ServiceType, int DurationSeconds, int SizeBytes,
    DownloadLinks? TemporaryDirectDownloadLinks, string Status, string OwnerId, string OwnerEmail, string OwnerType, string StorageRegion,
    RecordingServiceData ServiceData)
{
    public static RecordingView Of(CallRecording recording, WebexCloud cloud, TimeZoneInfo zone, DownloadLinks? links = null)
    {
        var owner = cloud.Directory.Find(recording.OwnerId);
        var location = owner is null ? null : HydraId.Name(Place.IdOf(owner.Location, cloud.Options.Seed));
        return new RecordingView(
            recording.Id, recording.Topic, MeetingTime.Text(recording.Created, zone), MeetingTime.Text(recording.Began, zone), "MP3", "calling", recording.DurationSeconds,
            Silence.SizeOf(recording.DurationSeconds), links, recording.Status, HydraId.Name(recording.OwnerId)!, owner?.Email ?? "", "user",
            CallRecording.Region, new RecordingServiceData(location, recording.CallSessionId));
    }
}
