using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What is left of a recorded meeting: the recording, the transcript and the summary.</summary>
internal sealed class Artefacts(WebexCloud cloud)
{
    /// <summary>A meeting in which nothing was said has this transcript.</summary>
    private const string Silence = "(no speech)";

    public void Record(MeetingInstance instance)
    {
        var id = cloud.LiveMeetings.Uuid(instance, "recording", 0).Replace("-", "", StringComparison.Ordinal);
        instance.Recording = new MeetingRecording { Id = id, Password = "Rec-" + id[..6], Created = cloud.Clock.Now };
        var series = cloud.Meetings.SeriesOf(instance);
        if (cloud.Directory.Find(series.HostId) is { } host && cloud.Meetings.Site.Of(host).SchedulingOptions["enabledAutoShareRecording"]!.GetValue<bool>())
        {
            instance.Recording.Share(series.Invitees.Select(invitee => invitee.Email));
        }

        cloud.MeetingEvents.Artefact("recordings", "created", instance, RecordingViews.Told(cloud, instance));
    }

    public void Transcribe(MeetingInstance instance)
    {
        var id = $"{cloud.LiveMeetings.Uuid(instance, "transcript", 0)}_M_{cloud.LiveMeetings.Uuid(instance, "transcript", 1).Replace("-", "", StringComparison.Ordinal)}";
        instance.Transcript = new MeetingTranscript(id, cloud.Clock.Now);
        cloud.MeetingEvents.Artefact("meetingTranscripts", "created", instance, TranscriptViews.Of(cloud, instance, TimeZoneInfo.Utc, ApiAddress.Of(cloud)));
    }

    public void Summarize(MeetingInstance instance) =>
        instance.Summary = new MeetingSummary(cloud.LiveMeetings.Uuid(instance, "summary", 0), cloud.Clock.Now);

    /// <summary>What was said, corrected where somebody corrected it.</summary>
    public static List<SaidLine> Lines(MeetingInstance instance)
    {
        var corrections = instance.Transcript?.Corrections ?? [];
        return instance.Spoken.Count == 0
            ? [new SaidLine("0", instance.Started, "Webex", "", Silence)]
            : [.. instance.Spoken.Select(line => corrections.TryGetValue(line.Id, out var text) ? line with { Text = text } : line)];
    }

    public static JsonObject SummaryOf(MeetingInstance instance, MeetingSeries series)
    {
        var lines = Lines(instance);
        var notes = string.Concat(lines.Select(line => $"<li>{Html(line.DisplayName)}: {Html(line.Text)}</li>"));
        return new JsonObject
        {
            ["id"] = instance.Summary!.Id, ["meetingId"] = instance.Id, ["status"] = instance.Summary.Deleted ? "deleted" : "available",
            ["notes"] = new JsonObject { ["content"] = $"<p>{Html(series.Title)}</p><ul>{notes}</ul>" },
            ["actionItems"] = new JsonArray([.. lines.Where(line => line.Text.Contains(" will ", StringComparison.Ordinal))
                .Select(line => new JsonObject { ["content"] = $"{line.DisplayName}: {line.Text}" })]),
        };
    }

    private static string Html(string text) => System.Net.WebUtility.HtmlEncode(text);
}
