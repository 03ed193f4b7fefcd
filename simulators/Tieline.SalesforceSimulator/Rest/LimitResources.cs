using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>/limits</c>, <c>/limits/recordCount</c> and <c>/recent</c>.</summary>
public static class LimitResources
{
    private static readonly (string Name, int Max)[] Others =
    [
        ("ConcurrentAsyncGetReportInstances", 200), ("DailyAsyncApexExecutions", 250000),
        ("DailyBulkV2QueryFileStorageMB", 976562), ("DailyGenericStreamingApiEvents", 10000), ("DailyStandardVolumePlatformEvents", 10000),
        ("DailyStreamingApiEvents", 10000), ("DailyWorkflowEmails", 390), ("DataStorageMB", 5), ("DurableStreamingApiConcurrentClients", 20), ("FileStorageMB", 20),
        ("HourlyODataCallout", 1000), ("HourlyPublishedPlatformEvents", 50000), ("HourlyPublishedStandardVolumePlatformEvents", 1000), ("MassEmail", 10), ("SingleEmail", 15),
    ];

    public static RestAnswer Route(RestCall call)
    {
        call.Allow("GET", "HEAD");
        return call.Path.Count switch
        {
            1 => RestAnswer.Ok(Limits(call)),
            2 when call.Path[1] == "recordCount" => RestAnswer.Ok(Counts(call)),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    public static RestAnswer Recent(RestCall call)
    {
        call.Allow("GET", "HEAD");
        var most = int.TryParse(call.QueryValue("limit"), out var limit) && limit is > 0 and <= 2000 ? limit : 200;
        return RestAnswer.Ok(new JsonArray([.. call.Org.Recent.Of(call.UserId, call.Org).Take(most).Select(r => (JsonNode)RecentJson.Item(call.BasePath, call.Schema[r.ObjectName], r))]));
    }

    private static JsonObject Limits(RestCall call)
    {
        var limits = new JsonObject { ["DailyApiRequests"] = Limit(call.Org.Usage.DailyLimit, call.Org.Usage.DailyLimit - (int)call.Org.Usage.Count(call.Org.Clock.Now)) };
        limits["DailyDeliveredPlatformEvents"] = Limit(call.Org.Deliveries.Limit, call.Org.Deliveries.Remaining);
        var (bulk, now) = (call.Org.Bulk, call.Org.Clock.Now);
        limits["DailyBulkApiBatches"] = Limit(bulk.Batches.Max, bulk.Batches.Remaining(now));
        limits["DailyBulkV2QueryJobs"] = Limit(bulk.QueryJobs.Max, bulk.QueryJobs.Remaining(now));
        foreach (var (name, max) in Others) limits[name] = Limit(max, max);
        return limits;
    }

    private static JsonObject Limit(int max, int remaining) => new() { ["Max"] = max, ["Remaining"] = Math.Max(0, remaining) };

    private static JsonObject Counts(RestCall call)
    {
        var names = call.QueryValue("sObjects")?.Split(',').Select(n => n.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var counts = call.Schema.Objects.Where(o => o.Can("queryable") && !o.Virtual && names?.Contains(o.Name) != false).OrderBy(o => o.Name, StringComparer.Ordinal)
            .Select(o => (o.Name, Count: call.Org.Records.Rows(o.Name).Count())).Where(c => names is not null || c.Count > 0);
        return new JsonObject { ["sObjects"] = new JsonArray([.. counts.Select(c => (JsonNode)new JsonObject { ["count"] = c.Count, ["name"] = c.Name })]) };
    }
}
