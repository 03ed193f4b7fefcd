using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>
/// <c>/jobs/ingest</c> and <c>/jobs/query</c>: what both have in common. A user sees his own jobs, an administrator all.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0.htm
/// </summary>
internal static class JobResources
{
    private const int PageSize = 1000;
    private const int OldestIngest = 41;
    private const int OldestQuery = 47;

    public static RestAnswer Route(RestCall call) => call.Path.Skip(1).ToArray() switch
    {
        ["ingest", .. var rest] when call.VersionNumber >= OldestIngest => IngestResources.Route(call, rest),
        ["query", .. var rest] when call.VersionNumber >= OldestQuery => QueryJobResources.Route(call, rest),
        _ => throw SalesforceRefusal.NotFound(),
    };

    public static BulkJob Find(RestCall call, string id, bool query) =>
        call.Org.Bulk.Find(id) is { } job && job.IsQuery == query && Sees(call, job) ? job : throw SalesforceRefusal.NotFound();

    public static RestAnswer Keep(RestCall call, BulkJob job)
    {
        call.Org.Bulk.Put(job);
        return RestAnswer.Ok(JobJson.Brief(call.Org.Bulk.Find(job.Id)!));
    }

    public static RestAnswer Abort(RestCall call, BulkJob job) => job.IsOver
        ? throw BulkRefusals.WrongState($"Aborting already {Over(job)} Job not allowed")
        : Keep(call, job with { State = BulkState.Aborted });

    public static string Over(BulkJob job) => job.State == BulkState.JobComplete ? "Completed" : job.State.ToString();

    public static RestAnswer Delete(RestCall call, BulkJob job)
    {
        if (!job.IsOver && job.State != BulkState.UploadComplete) throw BulkRefusals.WrongState($"A job in the state {job.State} cannot be deleted");
        call.Org.Bulk.Remove(job.Id);
        return RestAnswer.NoContent;
    }

    /// <summary>The newest last; the locator of the next page is the last id of this one.</summary>
    public static RestAnswer List(RestCall call, bool query)
    {
        var jobs = call.Org.Bulk.All.Where(j => j.IsQuery == query && Sees(call, j)).ToList();
        if (call.QueryValue("jobType") is { } type && type != (query ? "V2Query" : "V2Ingest")) jobs = [];
        if (call.QueryValue("queryLocator") is { } locator)
        {
            if (RecordIds.Normalize(locator) is not { } after) throw SalesforceRefusal.Query("INVALID_QUERY_LOCATOR", "invalid query locator");
            jobs = [.. jobs.Where(j => string.CompareOrdinal(j.Id, after) > 0)];
        }

        var page = jobs.Take(PageSize).ToList();
        var done = page.Count == jobs.Count;
        return RestAnswer.Ok(new JsonObject
        {
            ["done"] = done, ["records"] = new JsonArray([.. page.Select(j => (JsonNode)JobJson.Listed(j))]),
            ["nextRecordsUrl"] = done ? null : $"{call.BasePath}/jobs/{(query ? "query" : "ingest")}?queryLocator={page[^1].Id}",
        });
    }

    /// <summary>The state a PATCH asks for; nothing else of a job can be changed.</summary>
    public static string WantedState(RestCall call)
    {
        var body = call.JsonObject();
        return body.Count == 1 && CompositeResources.Text(body["state"]) is { } state ? state : throw BulkRefusals.BadJob("Only the state of a job can be changed");
    }

    private static bool Sees(RestCall call, BulkJob job) => job.CreatedById == call.UserId || call.Org.Access.Of(call.UserId).Has("PermissionsViewAllData");
}
