using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>
/// A job as the cloud tells of it.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm
/// </summary>
internal static class JobJson
{
    /// <summary>What creating, changing and listing answer.</summary>
    public static JsonObject Brief(BulkJob job)
    {
        var json = new JsonObject
        {
            ["id"] = job.Id, ["operation"] = job.Operation, ["object"] = job.ObjectName, ["createdById"] = job.CreatedById, ["createdDate"] = RestJson.Moment(job.CreatedDate),
            ["systemModstamp"] = RestJson.Moment(job.SystemModstamp), ["state"] = job.State.ToString(), ["concurrencyMode"] = "Parallel", ["contentType"] = "CSV",
            ["apiVersion"] = decimal.Parse(job.ApiVersion, CultureInfo.InvariantCulture),
        };
        if (job.ExternalIdFieldName is { } key) json["externalIdFieldName"] = key;
        if (job.State == BulkState.Open) json["contentUrl"] = $"services/data/v{job.ApiVersion}/jobs/ingest/{job.Id}/batches";
        (json["lineEnding"], json["columnDelimiter"]) = (job.Format.LineEnding, job.Format.ColumnDelimiter);
        return json;
    }

    public static JsonObject Listed(BulkJob job)
    {
        var json = Brief(job);
        json["jobType"] = job.IsQuery ? "V2Query" : "V2Ingest";
        return json;
    }

    public static JsonObject Full(BulkJob job)
    {
        var json = Listed(job);
        json["numberRecordsProcessed"] = job.IsQuery ? job.Rows?.Count ?? 0 : job.Outcomes.Count;
        if (!job.IsQuery) json["numberRecordsFailed"] = job.Outcomes.Count(o => o.Error is not null);
        json["retries"] = 0;
        var worked = (long)((job.StartedAt is { } start ? job.SystemModstamp - start : TimeSpan.Zero).TotalMilliseconds);
        json["totalProcessingTime"] = worked;
        if (!job.IsQuery) (json["apiActiveProcessingTime"], json["apexProcessingTime"]) = (worked, 0);
        if (job.ErrorMessage is { } error) json["errorMessage"] = error;
        return json;
    }
}
