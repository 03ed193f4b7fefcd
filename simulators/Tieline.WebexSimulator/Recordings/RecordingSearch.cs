using System.Globalization;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Recordings;

/// <summary>The filters of a list of recordings.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/converged-recordings/list-recordings</remarks>
internal static class RecordingSearch
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    /// <summary>Newest first.</summary>
    public static List<RecordingView> Find(CloudRequest request, WebexCloud cloud, IEnumerable<CallRecording> among, bool admin)
    {
        var (from, to) = Range(Time(request, "from"), Time(request, "to"), cloud.Clock.Now);
        string?[] wanted =
        [
            (admin ? request.QueryAmong("status", "available", "deleted", "purged") : request.QueryAmong("status", "available", "deleted")) ?? "available",
            request.QueryAmong("serviceType", "calling", "customerAssist"), request.QueryAmong("format", "MP3"),
            request.QueryAmong("ownerType", "user", "place", "virtualLine", "callQueue"),
            request.QueryAmong("storageRegion", "US", "SG", "GB", "JP", "DE", "AU", "IN", "CA"), Name(request.Query("locationId")),
        ];
        var (topic, zone) = (request.Query("topic"), Zone(request));
        return [.. among.Where(recording => recording.Created >= from && recording.Created <= to).OrderByDescending(recording => recording.Created)
            .Select(recording => RecordingView.Of(recording, cloud, zone))
            .Where(view => topic is null || view.Topic.Contains(topic, StringComparison.OrdinalIgnoreCase))
            .Where(view => wanted.Zip([view.Status, view.ServiceType, view.Format, view.OwnerType, view.StorageRegion, view.ServiceData.LocationId])
                .All(pair => pair.First is null || pair.First == pair.Second))];
    }

    /// <summary>The zone of the header <c>timezone</c>, UTC without it.</summary>
    public static TimeZoneInfo Zone(CloudRequest request) => request.Http.Request.Headers["timezone"].ToString() switch
    {
        "" or "UTC" => TimeZoneInfo.Utc,
        var name when TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) => zone,
        _ => throw WebexFailure.BadRequest("timezone is not a name of the IANA time zone database."),
    };

    /// <summary>Seven days, whichever end is left out.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Range(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now)
    {
        var last = to ?? (from is { } begin ? begin + Usual : now);
        var first = from ?? last - Usual;
        return first < last ? (first, last) : throw WebexFailure.BadRequest("from must be before to.");
    }

    private static DateTimeOffset? Time(CloudRequest request, string name) => request.Query(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is > 1900 and < 3000 ? time
        : throw WebexFailure.BadRequest($"{name} must be a time in ISO 8601.");

    private static string? Name(string? id) => id is null ? null : HydraId.Name(id) ?? id;
}
