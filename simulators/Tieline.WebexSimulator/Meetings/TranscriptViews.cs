using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Transcripts as the cloud answers them: the entry, the snippets, and the two files.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meeting-transcripts</remarks>
internal static class TranscriptViews
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static JsonObject Of(WebexCloud cloud, MeetingInstance instance, TimeZoneInfo zone, string address)
    {
        var (series, transcript) = (cloud.Meetings.SeriesOf(instance), instance.Transcript!);
        string Link(string format) => $"{address}/v1/meetingTranscripts/{transcript.Id}/download?format={format}";
        return new JsonObject
        {
            ["id"] = transcript.Id, ["startTime"] = MeetingTime.Text(instance.Started, zone), ["meetingId"] = instance.Id, ["meetingTopic"] = series.Title,
            ["siteUrl"] = MeetingSite.Url, ["scheduledMeetingId"] = instance.ScheduledId, ["meetingSeriesId"] = series.Id, ["hostUserId"] = series.HostId,
            ["vttDownloadLink"] = Link("vtt"), ["txtDownloadLink"] = Link("txt"), ["status"] = transcript.Deleted ? "deleted" : "available",
        };
    }

    public static List<JsonObject> Snippets(MeetingInstance instance) => [.. Timed(instance).Select(part => new JsonObject
    {
        ["id"] = part.Line.Id, ["text"] = part.Line.Text, ["personName"] = part.Line.DisplayName, ["personEmail"] = part.Line.Email ?? "",
        ["offsetMillisecond"] = (long)part.From.TotalMilliseconds, ["durationMillisecond"] = (long)(part.To - part.From).TotalMilliseconds,
    })];

    public static string Vtt(MeetingInstance instance)
    {
        var text = new StringBuilder("WEBVTT\n");
        foreach (var (index, part) in Timed(instance).Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{index + 1} \"{part.Line.DisplayName}\"\n{Clock(part.From)} --> {Clock(part.To)}\n{OneLine(part.Line.Text)}\n");
        }

        return text.ToString();
    }

    public static string Txt(MeetingInstance instance) =>
        string.Concat(Timed(instance).Select(part => $"{part.Line.DisplayName} {Clock(part.From)}\n{OneLine(part.Line.Text)}\n\n"));

    private static IEnumerable<(SaidLine Line, TimeSpan From, TimeSpan To)> Timed(MeetingInstance instance)
    {
        var lines = Artefacts.Lines(instance);
        return lines.Select((line, index) =>
        {
            var from = line.At - instance.Started;
            var next = index + 1 < lines.Count ? lines[index + 1].At - instance.Started : from + Longest;
            return (line, from, next - from > Longest || next == from ? from + Longest : next);
        });
    }

    private static string Clock(TimeSpan time) => $"{(int)time.TotalHours:D2}:{time.Minutes:D2}:{time.Seconds:D2}.{time.Milliseconds:D3}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace("-->", "->", StringComparison.Ordinal);
}
