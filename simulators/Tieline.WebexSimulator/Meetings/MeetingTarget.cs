using System.Text.Json.Nodes;
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

    /// <summary>How the meeting is set: an occurrence that was changed has its own settings.</summary>
    public JsonObject Settings => Occurrence?.Change?.Settings is { Count: > 0 } own ? own : Series.Settings;

    /// <summary>A series or occurrence of the path that the caller leads and that has not begun.</summary>
    public static MeetingTarget Planned(CloudRequest request, WebexCloud cloud, string? hostEmail)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesWrite, hostEmail);
        var target = Find(cloud, request.Route("id"));
        if (!caller.Leads(target.Series))
        {
            throw caller.Refusal(target.Series);
        }

        if (target.Instance is not null || cloud.Meetings.Live(target.Series) is not null)
        {
            throw WebexFailure.Forbidden("A meeting that is in progress or has ended cannot be changed.");
        }

        return target;
    }

    /// <summary>The settings to change: an occurrence gets its own.</summary>
    public JsonObject OwnSettings()
    {
        if (Occurrence is not { } occurrence || occurrence.Change?.Settings is { Count: > 0 })
        {
            return Settings;
        }

        var own = (JsonObject)Series.Settings.DeepClone();
        Series.Changes[occurrence.Key] = new OccurrenceChange { Start = occurrence.Start, Length = occurrence.End - occurrence.Start, Settings = own };
        return own;
    }

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

        return caller.WholeOrganization || caller.Leads(target.Series) ? instance : throw MeetingCaller.HostOnly();
    }
}
