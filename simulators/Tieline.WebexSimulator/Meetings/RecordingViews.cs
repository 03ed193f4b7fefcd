using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Recordings as the cloud answers them.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings</remarks>
internal static class RecordingViews
{
    public static JsonObject Own(WebexCloud cloud, MeetingInstance instance, MeetingCaller caller)
    {
        var view = Common(cloud, instance, caller.Zone, caller.ClientId);
        (view["password"], view["shareToMe"]) = (instance.Recording!.Password, !caller.Hosts(cloud.Meetings.SeriesOf(instance)) && instance.Recording.IsSharedWith(caller.Person.Email));
        return view;
    }

    /// <summary>As webhooks are told it.</summary>
    public static JsonObject Told(WebexCloud cloud, MeetingInstance instance)
    {
        var view = Common(cloud, instance, TimeZoneInfo.Utc, null);
        (view["password"], view["shareToMe"]) = (instance.Recording!.Password, false);
        return view;
    }

    public static JsonObject OfAll(WebexCloud cloud, MeetingInstance instance, TimeZoneInfo zone, string clientId)
    {
        var view = Common(cloud, instance, zone, clientId);
        var host = cloud.Directory.Ever(cloud.Meetings.SeriesOf(instance).HostId);
        (view["hostDisplayName"], view["hostEmail"]) = (host.DisplayName, host.Email);
        return view;
    }

    public static string Playback(MeetingRecording recording) => $"{Site}/ldr.php?RCID={recording.Id}";

    private static string Site => $"https://{MeetingSite.Url}/nordlys";

    private static JsonObject Common(WebexCloud cloud, MeetingInstance instance, TimeZoneInfo zone, string? clientId)
    {
        var (series, recording) = (cloud.Meetings.SeriesOf(instance), instance.Recording!);
        var view = new JsonObject
        {
            ["id"] = recording.Id, ["meetingId"] = instance.Id, ["scheduledMeetingId"] = instance.ScheduledId, ["meetingSeriesId"] = series.Id,
            ["topic"] = $"{series.Title}-{MeetingTime.Text(instance.Started, TimeZoneInfo.Utc)}", ["createTime"] = MeetingTime.Text(recording.Created, zone),
            ["timeRecorded"] = MeetingTime.Text(instance.Started, zone), ["siteUrl"] = MeetingSite.Url,
            ["downloadUrl"] = $"{Site}/lsr.php?RCID={recording.Id}", ["playbackUrl"] = Playback(recording),
            ["format"] = "MP4", ["serviceType"] = series.IsWebinar ? "EventCenter" : "MeetingCenter",
            ["durationSeconds"] = (long)((instance.Ended ?? instance.Started) - instance.Started).TotalSeconds, ["sizeBytes"] = RecordingFile.Mp4.Length,
            ["status"] = recording.Status,
        };
        if (series.ClientId == clientId && series.IntegrationTags.Count > 0)
        {
            view["integrationTags"] = new JsonArray([.. series.IntegrationTags.Select(tag => JsonValue.Create(tag))]);
        }

        return view;
    }
}
