using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>/sobjects/X/updated</c> and <c>/deleted</c>: what changed between two instants (to the minute, as the cloud rounds).</summary>
public static class ReplicationResources
{
    private const int MostDays = 30;

    public static RestAnswer Route(RestCall call, ObjectDefinition definition)
    {
        call.Allow("GET");
        var (start, end, now) = (Instant(call, "start"), Instant(call, "end"), Minute(call.Org.Clock.Now));
        if (end <= start) throw SalesforceRefusal.Query("INVALID_REPLICATION_DATE", "endDate must be at least one minute greater than startDate");
        if (start < now.AddDays(-MostDays)) throw SalesforceRefusal.Query("INVALID_REPLICATION_DATE", $"startDate cannot be more than {MostDays} days ago");
        var rows = call.Org.Records.Table(definition.Name).All.Where(r => call.Org.Access.Reads(call.UserId, r) && r.Moment("SystemModstamp") is { } at && at >= start && at < end).ToList();
        var answer = call.Path[2] == "updated"
            ? new JsonObject { ["ids"] = RestJson.Strings(rows.Where(r => !r.IsDeleted).Select(r => r.Id)) }
            : new JsonObject
            {
                ["deletedRecords"] = new JsonArray([.. rows.Where(r => r.IsDeleted).Select(Deleted)]),
                ["earliestDateAvailable"] = RestJson.Moment(call.Org.Clock.Now.AddDays(-MostDays)),
            };
        // Of the minute that is not over more may come: who goes on from here hears all of it.
        answer["latestDateCovered"] = RestJson.Moment(end < now ? end : now);
        return RestAnswer.Ok(answer);
    }

    private static JsonObject Deleted(SalesforceRecord row) => new() { ["id"] = row.Id, ["deletedDate"] = RestJson.Moment(row.Moment("SystemModstamp")!.Value) };

    private static DateTimeOffset Instant(RestCall call, string name)
    {
        var text = call.QueryValue(name)?.Replace(' ', '+') ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", $"{name} is required");
        var at = Moments.Moment(text) ?? throw SalesforceRefusal.Query("INVALID_REPLICATION_DATE", $"{name} is not a valid date: {text}");
        return Minute(at);
    }

    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
