using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary><c>/jobs/ingest</c>: a job is made, filled once, closed or aborted, asked for its results and deleted.</summary>
internal static class IngestResources
{
    public static RestAnswer Route(RestCall call, string[] path) => path switch
    {
        [] => All(call),
        [var id] => One(call, JobResources.Find(call, id, query: false)),
        [var id, "batches"] => Upload(call, JobResources.Find(call, id, query: false)),
        [var id, var results] => Results(call, JobResources.Find(call, id, query: false), results.ToLowerInvariant()),
        _ => throw SalesforceRefusal.NotFound(),
    };

    private static RestAnswer All(RestCall call)
    {
        call.Allow("GET", "POST");
        if (call.Method != "POST") return JobResources.List(call, query: false);
        if (call.Org.Bulk.Batches.Remaining(call.Org.Clock.Now) == 0) throw BulkRefusals.QuotaSpent("ApiBatchItems");
        if (call.Parts is not { } parts) return JobResources.Keep(call, JobRequest.Ingest(call, call.JsonObject()));
        var (request, content) = MultipartJob.Read(parts);
        return JobResources.Keep(call, JobRequest.Ingest(call, request) with { Data = content, State = BulkState.UploadComplete });
    }

    private static RestAnswer One(RestCall call, BulkJob job)
    {
        call.Allow("GET", "PATCH", "DELETE");
        return call.Method switch
        {
            "PATCH" => Change(call, job),
            "DELETE" => JobResources.Delete(call, job),
            _ => RestAnswer.Ok(JobJson.Full(job)),
        };
    }

    private static RestAnswer Change(RestCall call, BulkJob job) => JobResources.WantedState(call) switch
    {
        "Aborted" => JobResources.Abort(call, job),
        "UploadComplete" when job.State == BulkState.Open => JobResources.Keep(call, job with { State = BulkState.UploadComplete }),
        "UploadComplete" => throw BulkRefusals.WrongState($"Closing already {JobResources.Over(job)} Job not allowed"),
        var other => throw BulkRefusals.WrongState($"A job cannot be set to the state {other}"),
    };

    private static RestAnswer Upload(RestCall call, BulkJob job)
    {
        call.Allow("PUT");
        if (!(call.Header("content-type") ?? "").StartsWith("text/csv", StringComparison.OrdinalIgnoreCase))
            throw new SalesforceRefusal(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type: use text/csv");
        if (job.State != BulkState.Open) throw BulkRefusals.WrongState($"The job takes data while it is Open; it is {job.State}");
        if (job.Data is not null)
            throw SalesforceRefusal.Query("CLIENTINPUTERROR", $"Found multiple contents for job: <{job.Id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.");
        call.Org.Bulk.Put(job with { Data = call.Body });
        return new RestAnswer(201);
    }

    private static RestAnswer Results(RestCall call, BulkJob job, string results)
    {
        call.Allow("GET");
        if (!job.IsOver) throw BulkRefusals.WrongState($"The job's results can be read when it is over; it is {job.State}");
        return results switch
        {
            "successfulresults" => RestAnswer.OfCsv(IngestResults.Successful(job)),
            "failedresults" => RestAnswer.OfCsv(IngestResults.Failed(job)),
            "unprocessedrecords" => RestAnswer.OfCsv(IngestResults.Unprocessed(job)),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }
}
