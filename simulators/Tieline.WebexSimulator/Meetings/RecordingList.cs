using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>The recordings that a request's parameters ask for, newest first.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/recordings/list-recordings</remarks>
internal sealed class RecordingList(WebexCloud cloud)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public List<MeetingInstance> Find(CloudRequest request, string status, Func<MeetingInstance, bool> sees)
    {
        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now), Longest);
        var target = request.Query("meetingId") is { } id ? MeetingTarget.Find(cloud, id) : null;
        var format = request.QueryAmong("format", "MP4", "ARF");
        var service = request.QueryAmong("serviceType", "MeetingCenter", "EventCenter", "SupportCenter", "TrainingCenter");
        var (topic, tag) = (request.Query("topic"), request.Query("integrationTag"));
        if (target is null)
        {
            MeetingSite.Demand(request.Query("siteUrl"));
        }

        return
        [
            .. cloud.Meetings.Instances
                .Where(one => one.Recording is { } recording && recording.Status == status && range.Has(recording.Created) && format is not "ARF" && sees(one))
                .Where(one => cloud.Meetings.SeriesOf(one) is var series
                    && (target is null || Of(target, one))
                    && (topic is null || series.Title.Contains(topic, StringComparison.OrdinalIgnoreCase))
                    && (service is null || service == (series.IsWebinar ? "EventCenter" : "MeetingCenter"))
                    && (tag is null || (series.ClientId == request.Token.AppId && series.IntegrationTags.Contains(tag))))
                .OrderByDescending(one => one.Recording!.Created),
        ];
    }

    private static bool Of(MeetingTarget target, MeetingInstance instance) => target switch
    {
        { Instance: { } wanted } => wanted.Id == instance.Id,
        { Occurrence: { } wanted } => wanted.Id == instance.ScheduledId,
        _ => target.Series.Id == instance.SeriesId,
    };
}
