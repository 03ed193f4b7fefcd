using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>/sobjects/X/updated</c> and <c>/deleted</c>: what changed between two instants (to the minute, as the cloud rounds).</summary>
public static class ReplicationResources
{
    public static RestAnswer Route(RestCall call, ObjectDefinition definition)
    {
        call.Allow("GET");
        var (start, end) = (Instant(call, "start"), Instant(call, "end"));
        if (end <= start) throw SalesforceRefusal.Query("INVALID_REPLICATION_DATE", "endDate must be at least one minute greater than startDate");
        var rows = call.Org.Records.Table(definition.Name).All.Where(r => call.Org.Access.Reads(call.UserId, r) && r.Moment("SystemModstamp") is { } at && at >= start && at < end).ToList();
        var answer = call.Path[2] == "updated"
            ? new JsonObject { ["ids"] = RestJson.Strings(rows.Where(r => !r.IsDeleted).Select(r => r.Id)) }
            : new JsonObject
            {
                ["deletedRecords"] = new JsonArray([.. rows.Where(r => r.IsDeleted).Select(Deleted)]),
                ["earliestDateAvailable"] = RestJson.Moment(call.Org.Clock.Now.AddDays(-30)),
            };
        answer["latestDateCovered"] = RestJson.Moment(end);
        return RestAnswer.Ok(answer);
    }

    private static JsonObject Deleted(SalesforceRecord row) => new() { ["id"] = row.Id, ["deletedDate"] = RestJson.Moment(row.Moment("SystemModstamp")!.Value) };

    private static DateTimeOffset Instant(RestCall call, string name)
    {
        var text = call.QueryValue(name)?.Replace(' ', '+') ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", $"{name} is required");
        var at = Moments.Moment(text) ?? throw SalesforceRefusal.Query("INVALID_REPLICATION_DATE", $"{name} is not a valid date: {text}");
        return new DateTimeOffset(at.Ticks - at.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
    }
}
