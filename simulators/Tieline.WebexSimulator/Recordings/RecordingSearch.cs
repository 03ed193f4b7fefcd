using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>The filters of a list of recordings.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/converged-recordings/list-recordings</remarks>
internal static class RecordingSearch
{
    /// <summary>Newest first.</summary>
    public static List<RecordingView> Find(CloudRequest request, WebexCloud cloud, IEnumerable<CallRecording> among, bool admin)
    {
        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now));
        string?[] wanted =
        [
            (admin ? request.QueryAmong("status", "available", "deleted", "purged") : request.QueryAmong("status", "available", "deleted")) ?? "available",
            request.QueryAmong("serviceType", "calling", "customerAssist"), request.QueryAmong("format", "MP3"),
            request.QueryAmong("ownerType", "user", "place", "virtualLine", "callQueue"),
            request.QueryAmong("storageRegion", "US", "SG", "GB", "JP", "DE", "AU", "IN", "CA"), Name(request.Query("locationId")),
        ];
        var (topic, zone) = (request.Query("topic"), MeetingTime.Wanted(request));
        return [.. among.Where(recording => range.Has(recording.Created)).OrderByDescending(recording => recording.Created)
            .Select(recording => RecordingView.Of(recording, cloud, zone))
            .Where(view => topic is null || view.Topic.Contains(topic, StringComparison.OrdinalIgnoreCase))
            .Where(view => wanted.Zip([view.Status, view.ServiceType, view.Format, view.OwnerType, view.StorageRegion, view.ServiceData.LocationId])
                .All(pair => pair.First is null || pair.First == pair.Second))];
    }

    private static string? Name(string? id) => id is null ? null : HydraId.Name(id) ?? id;
}
