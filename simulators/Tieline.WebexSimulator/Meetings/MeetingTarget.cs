using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>What a meeting id names: a series (32 hex digits), one of its occurrences, or an instance.</summary>
internal sealed record MeetingTarget(MeetingSeries Series, Occurrence? Occurrence, MeetingInstance? Instance)
{
    public static MeetingTarget Find(WebexCloud cloud, string id)
    {
        if (cloud.Meetings.FindInstance(id) is { } instance)
        {
            return new MeetingTarget(cloud.Meetings.SeriesOf(instance), null, instance);
        }

        var split = id.IndexOf('_');
        var series = cloud.Meetings.Find(split < 0 ? id : id[..split]);
        if (series is null or { Deleted: true })
        {
            throw WebexFailure.NotFound();
        }

        return split < 0
            ? new MeetingTarget(series, null, null)
            : new MeetingTarget(series, Occurrences.Find(series, id[(split + 1)..]) ?? throw WebexFailure.NotFound(), null);
    }

    /// <summary>The instance named, or the last one of the series or occurrence named; null when none was held.</summary>
    public MeetingInstance? LastInstance(MeetingBook book) =>
        Instance ?? book.Of(Series).LastOrDefault(one => Occurrence is null || one.OccurrenceKey == Occurrence.Key);

    public static string Required(CloudRequest request, string name) =>
        request.Query(name) ?? throw WebexFailure.BadRequest($"Required String parameter '{name}' is not present");

    /// <summary>An instance that the caller leads, since polls, questions and transcripts belong to instances only.</summary>
    public static MeetingInstance OwnInstance(CloudRequest request, WebexCloud cloud, MeetingCaller caller)
    {
        var target = Find(cloud, Required(request, "meetingId"));
        if (target.Instance is not { } instance)
        {
            throw WebexFailure.BadRequest("meetingId must be the id of a meeting instance.");
        }

        return caller.WholeOrganization || caller.Leads(target.Series) ? instance : throw WebexFailure.Forbidden("Only the host of the meeting may do this.");
    }
}
