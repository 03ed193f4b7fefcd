using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Recordings as the cloud answers them.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings</remarks>
internal static class RecordingViews
{
    public static JsonObject Of(WebexCloud cloud, MeetingInstance instance, TimeZoneInfo zone, bool forAdmin, string? clientId = null)
    {
        var (series, recording) = (cloud.Meetings.SeriesOf(instance), instance.Recording!);
        var site = $"https://{MeetingSite.Url}/nordlys";
        var view = new JsonObject
        {
            ["id"] = recording.Id, ["meetingId"] = instance.Id, ["scheduledMeetingId"] = instance.ScheduledId, ["meetingSeriesId"] = series.Id,
            ["topic"] = $"{series.Title}-{MeetingTime.Text(instance.Started, TimeZoneInfo.Utc)}", ["createTime"] = MeetingTime.Text(recording.Created, zone),
            ["timeRecorded"] = MeetingTime.Text(instance.Started, zone), ["siteUrl"] = MeetingSite.Url,
            ["downloadUrl"] = $"{site}/lsr.php?RCID={recording.Id}", ["playbackUrl"] = $"{site}/ldr.php?RCID={recording.Id}",
            ["format"] = "MP4", ["serviceType"] = series.IsWebinar ? "EventCenter" : "MeetingCenter",
            ["durationSeconds"] = (long)((instance.Ended ?? instance.Started) - instance.Started).TotalSeconds, ["sizeBytes"] = RecordingFile.Mp4.Length,
            ["status"] = recording.Status,
        };
        if (series.ClientId == clientId && series.IntegrationTags.Count > 0)
        {
            view["integrationTags"] = new JsonArray([.. series.IntegrationTags.Select(tag => JsonValue.Create(tag))]);
        }

        if (!forAdmin)
        {
            (view["password"], view["shareToMe"]) = (recording.Password, false);
            return view;
        }

        var host = cloud.Directory.Find(series.HostId);
        (view["hostDisplayName"], view["hostEmail"]) = (host?.DisplayName ?? "", host?.Email ?? "");
        return view;
    }
}
