using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>GET /v1/meetings.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/list-meetings</remarks>
internal sealed class MeetingList(WebexCloud cloud)
{
    private const int MostInstances = 10_000;
    private static readonly string[] Traces = ["hasChat", "hasRecording", "hasTranscription", "hasSummary", "hasClosedCaption", "hasPolls", "hasQA", "hasSlido"];

    private sealed record Row(string State, Func<JsonObject> View);

    public Reply Answer(CloudRequest request)
    {
        var caller = MeetingCaller.Of(request, cloud, MeetingAccess.SchedulesRead);
        var query = ListQuery.Read(request);
        var rows = query switch
        {
            { Single: not null } => Named(query, caller),
            { SeriesId: { } id } => OfSeries(id, query, caller),
            { MeetingType: "meeting" } => Instances(request, query, caller),
            _ => Planned(request, query, caller),
        };
        var shown = rows.Where(row => query.State is null || row.State == query.State).ToList();
        return query.Single is null
            ? Paging.Page(request, shown.Count, index => shown[index].View(), 10, 100)
            : Reply.Ok(new { items = shown.Select(row => row.View()) });
    }

    private IEnumerable<Row> Planned(CloudRequest request, ListQuery query, MeetingCaller caller)
    {
        var now = cloud.Clock.Now;
        var range = TimeRange.Read(request, TimeRange.NextWeek(now));
        foreach (var series in Visible(caller with { WholeOrganization = false }, query))
        {
            var within = Occurrences.Of(series).TakeWhile(one => one.Start < range.To || one.Modified).Where(one => one.End > range.From && one.Start < range.To).ToList();
            if (query.MeetingType == "scheduledMeeting")
            {
                foreach (var row in within.Where(one => query.IsModified is not { } modified || one.Modified == modified).Select(one => RowOf(one, caller)))
                {
                    yield return row;
                }
            }
            else if (within.Count > 0)
            {
                yield return RowOf(series, query.Current, caller);
            }
        }
    }

    private IEnumerable<Row> Instances(CloudRequest request, ListQuery query, MeetingCaller caller)
    {
        var range = TimeRange.Read(request, TimeRange.LastWeek(cloud.Clock.Now));
        return cloud.Meetings.Instances
            .Where(one => range.Has(one.Started) && Fits(cloud.Meetings.SeriesOf(one), query, caller))
            .OrderByDescending(one => one.Started).SelectMany(one => RowOf(one, query, caller)).Take(MostInstances);
    }

    private IEnumerable<Row> OfSeries(string id, ListQuery query, MeetingCaller caller)
    {
        var series = MeetingTarget.Find(cloud, id).Series;
        if (!Fits(series, query, caller))
        {
            throw WebexFailure.NotFound();
        }

        var type = query.AskedType;
        var planned = type is null or "scheduledMeeting" && series.AdhocRoomId is null ? Occurrences.Of(series).Select(one => RowOf(one, caller)) : [];
        var held = type is null or "meeting" ? cloud.Meetings.Of(series).Reverse().SelectMany(one => RowOf(one, query, caller)) : [];
        return planned.Concat(held);
    }

    /// <summary>By number, link or room: scheduled meetings or series, whatever their time.</summary>
    private IEnumerable<Row> Named(ListQuery query, MeetingCaller caller) => Visible(caller, query with { ScheduledType = null })
        .Where(series => query.Single == (series.Number, MeetingViews.WebLink(series), series.Text("roomId")) switch
        {
            var (number, _, _) when query.SingleName == "meetingNumber" => number,
            var (_, link, _) when query.SingleName == "webLink" => link,
            var (_, _, room) => room,
        })
        .Select(series => query.Current && query.SingleName != "roomId" && Occurrences.Current(series, cloud.Clock.Now) is { } occurrence
            ? RowOf(occurrence, caller)
            : RowOf(series, query.Current, caller));

    private IEnumerable<MeetingSeries> Visible(MeetingCaller caller, ListQuery query) => cloud.Meetings.Series
        .Where(series => !series.Deleted && series.AdhocRoomId is null && Fits(series, query, caller))
        .OrderBy(series => Occurrences.Current(series, cloud.Clock.Now)?.Start ?? series.Start);

    private static bool Fits(MeetingSeries series, ListQuery query, MeetingCaller caller) =>
        (caller.WholeOrganization || caller.TakesPart(series))
        && (query.ScheduledType is null || series.Text("scheduledType") == query.ScheduledType)
        && (query.IntegrationTag is null || (series.ClientId == caller.ClientId && series.IntegrationTags.Contains(query.IntegrationTag)));

    private Row RowOf(MeetingSeries series, bool current, MeetingCaller caller) =>
        new(MeetingStates.Of(series, cloud.Meetings, cloud.Clock.Now), () => cloud.MeetingViews.Series(series, caller, current));

    private Row RowOf(Occurrence occurrence, MeetingCaller caller) =>
        new(MeetingStates.Of(occurrence, cloud.Meetings, cloud.Clock.Now), () => cloud.MeetingViews.Occurrence(occurrence, caller));

    private IEnumerable<Row> RowOf(MeetingInstance instance, ListQuery query, MeetingCaller caller)
    {
        if (!MeetingStates.Shows(instance, cloud.Switches, cloud.Clock.Now))
        {
            yield break;
        }

        var view = query.Traces.Count == 0 ? null : cloud.MeetingViews.Instance(instance, caller);
        if (query.Traces.All(trace => view![trace.Key]!.GetValue<bool>() == trace.Value))
        {
            yield return new Row(MeetingStates.Of(instance), () => cloud.MeetingViews.Instance(instance, caller));
        }
    }

    /// <summary>The parameters of the list, checked.</summary>
    private sealed record ListQuery(string? AskedType, string? State, string? ScheduledType, bool? IsModified, bool Current, string? SeriesId, string? IntegrationTag)
    {
        public string? SingleName { get; init; }

        public string? Single { get; init; }

        public required Dictionary<string, bool> Traces { get; init; }

        public string MeetingType => AskedType ?? "meetingSeries";

        public static ListQuery Read(CloudRequest request)
        {
            var single = ((string[])["meetingNumber", "webLink", "roomId"]).Where(name => request.Query(name) is not null).ToArray();
            var type = request.QueryAmong("meetingType", "meetingSeries", "scheduledMeeting", "meeting");
            var state = request.QueryAmong("state", MeetingStates.All);
            var traces = MeetingList.Traces.Where(name => request.OptionalQueryFlag(name) is not null).ToDictionary(name => name, name => request.OptionalQueryFlag(name)!.Value);
            if (single.Length > 1)
            {
                throw WebexFailure.BadRequest("meetingNumber, webLink and roomId are mutually exclusive.");
            }

            if (traces.Count > 0 && (type, state) is not ("meeting", "ended"))
            {
                throw WebexFailure.BadRequest($"{traces.Keys.First()} needs meetingType meeting and state ended.");
            }

            MeetingSite.Demand(request.Query("siteUrl"));
            return new ListQuery(type, state, request.QueryAmong("scheduledType", "meeting", "webinar", "personalRoomMeeting"), request.OptionalQueryFlag("isModified"),
                request.OptionalQueryFlag("current") ?? true, request.Query("meetingSeriesId"), request.Query("integrationTag"))
            {
                SingleName = single.FirstOrDefault(), Single = single.Length == 0 ? null : request.Query(single[0]), Traces = traces,
            };
        }
    }
}
