using System.Globalization;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary><c>/jobs/query</c>: a query runs by itself, and its rows are fetched in pages of CSV.</summary>
internal static class QueryJobResources
{
    private const int UsualPage = 50_000;

    public static RestAnswer Route(RestCall call, string[] path) => path switch
    {
        [] => All(call),
        [var id] => One(call, JobResources.Find(call, id, query: true)),
        [var id, "results"] => Results(call, JobResources.Find(call, id, query: true)),
        _ => throw SalesforceRefusal.NotFound(),
    };

    private static RestAnswer All(RestCall call)
    {
        call.Allow("GET", "POST");
        if (call.Method != "POST") return JobResources.List(call, query: true);
        var (allowance, now) = (call.Org.Bulk.QueryJobs, call.Org.Clock.Now);
        if (allowance.Remaining(now) == 0) throw BulkRefusals.QuotaSpent("DailyBulkV2QueryJobs");
        var job = JobRequest.Query(call, call.JsonObject(), (operation, query) =>
            BulkQuery.Of(new QueryContext(call.Org, call.UserId, new SourceText(query), "", operation == "queryAll")).ObjectName);
        allowance.Use(now);
        return JobResources.Keep(call, job);
    }

    private static RestAnswer One(RestCall call, BulkJob job)
    {
        call.Allow("GET", "PATCH", "DELETE");
        if (call.Method == "DELETE") return JobResources.Delete(call, job);
        if (call.Method != "PATCH") return RestAnswer.Ok(JobJson.Full(job));
        return JobResources.WantedState(call) == "Aborted" ? JobResources.Abort(call, job) : throw BulkRefusals.WrongState("A query job can only be set to the state Aborted");
    }

    private static RestAnswer Results(RestCall call, BulkJob job)
    {
        call.Allow("GET");
        if (job.State != BulkState.JobComplete) throw BulkRefusals.WrongState($"The job's results can be read when it is complete; it is {job.State}");
        var (from, size) = (From(call, job), Size(call));
        var page = job.Rows!.Skip(from).Take(size).ToList();
        var more = from + page.Count < job.Rows!.Count;
        return RestAnswer.OfCsv(string.Concat(page.Prepend(job.Columns).Select(row => CsvText.Line(row, job.Format)))) with
        {
            Headers = new Dictionary<string, string>
            {
                ["Sforce-Locator"] = more ? Locator(from + page.Count) : "null",
                ["Sforce-NumberOfRecords"] = page.Count.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private static string Locator(int from) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(from.ToString(CultureInfo.InvariantCulture))).TrimEnd('=');

    private static int From(RestCall call, BulkJob job)
    {
        if (call.QueryValue("locator") is not { Length: > 0 } locator) return 0;
        var bytes = new byte[locator.Length + 3];
        return Convert.TryFromBase64String(locator.PadRight((locator.Length + 3) / 4 * 4, '='), bytes, out var length)
            && int.TryParse(System.Text.Encoding.ASCII.GetString(bytes, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from < job.Rows!.Count
            ? from : throw SalesforceRefusal.Query("INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private static int Size(RestCall call)
    {
        if (call.QueryValue("maxRecords") is not { } text) return UsualPage;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size : throw SalesforceRefusal.Query("ILLEGAL_QUERY_PARAMETER_VALUE", $"maxRecords is a number above 0, not {text}");
    }
}
