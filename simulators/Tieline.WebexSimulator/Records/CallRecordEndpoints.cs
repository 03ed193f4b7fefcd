using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Records;

/// <summary>/v1/cdr_feed by the end of the calls, /v1/cdr_stream by when their records came in; here both are the same moment.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/reports-detailed-call-history. The real cloud serves them on a host of its own.</remarks>
internal sealed class CallRecordEndpoints(WebexCloud cloud)
{
    public void Map(CloudRoutes routes)
    {
        foreach (var window in (RecordWindow[])[RecordWindow.Feed, RecordWindow.Stream])
        {
            routes.Get(window.Path, Access.CallRecords, request => Page(request, window));
        }
    }

    private Reply Page(CloudRequest request, RecordWindow window)
    {
        if (!request.Person.IsServiceApp && !request.Person.Roles.Contains(Role.CallHistory))
        {
            throw Access.Lacking($"the role {Role.CallHistory}");
        }

        var now = cloud.Clock.Now;
        var query = RecordQuery.Read(request.Query, now, window);
        if (cloud.Switches.CallRecordsAreLimited)
        {
            cloud.RecordLimits.Count(request.Token.Value, window.Path, query.Next is null, now);
        }

        var all = cloud.CallRecords.All.Where(record => query.Wants(record) && record.ReportTime <= now - window.Youngest).OrderBy(record => record.ReportTime).ToList();
        var rest = all.Where(record => record.ReportTime >= (query.Next ?? query.Start)).Take(query.Max + 1).ToList();
        var link = rest.Count > query.Max ? Link(request, window, query, rest[^1].ReportTime, all.Count) : null;
        return Reply.Ok(new { items = rest.Take(query.Max).Select(record => record.Fields) }, link);
    }

    private string Link(CloudRequest request, RecordWindow window, RecordQuery query, DateTimeOffset next, int total)
    {
        var http = request.Http.Request;
        var locations = query.Locations.Length == 0 ? "" : "&locations=" + Uri.EscapeDataString(string.Join(',', query.Locations));
        return $"<{http.Scheme}://{http.Host}/v1{window.Path}?endTime={RecordQuery.Text(query.End)}&startTime={RecordQuery.Text(query.Start)}"
            + $"&startTimeForNextFetch={RecordQuery.Text(next)}&totalCount={total}&max={query.Max}{locations}&orgId={cloud.Directory.OrganizationUuid}>;rel=\"next\"";
    }
}
