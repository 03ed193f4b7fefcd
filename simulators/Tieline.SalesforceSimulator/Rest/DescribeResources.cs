using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>Describe global, an object's basics and an object's full describe.</summary>
public static class DescribeResources
{
    /// <summary>Before any time that the org's clock can tell.</summary>
    private static readonly DateTimeOffset Shipped = new(1999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Modified(RestCall call) => new[] { call.Org.Schema.ChangedAt, call.Org.Access.ChangedAt(call.UserId) }.Max() ?? Shipped;

    public static RestAnswer Global(RestCall call)
    {
        call.Allow("GET", "HEAD");
        if (Conditions.Read(call, Modified(call)) is { } conditional) return conditional;
        var objects = call.Schema.Objects.Where(o => o.InRest).OrderBy(o => o.Name, StringComparer.Ordinal);
        return RestAnswer.Ok(new JsonObject
        {
            ["encoding"] = "UTF-8", ["maxBatchSize"] = 200,
            ["sobjects"] = new JsonArray([.. objects.Select(o => (JsonNode)ObjectDescribe.Global(call.BasePath, o))]),
        }) with { Headers = Conditions.LastModified(Modified(call)) };
    }

    public static RestAnswer Basic(RestCall call, ObjectDefinition definition)
    {
        call.Allow("HEAD", "GET", "POST");
        return RestAnswer.Ok(new JsonObject
        {
            ["objectDescribe"] = ObjectDescribe.Global(call.BasePath, definition),
            ["recentItems"] = new JsonArray([.. call.Org.Recent.Of(call.UserId, call.Org, definition.Name).Select(r => (JsonNode)RecentJson.Item(call.BasePath, definition, r))]),
        });
    }

    public static RestAnswer Full(RestCall call, ObjectDefinition definition)
    {
        call.Allow("GET", "HEAD");
        return Conditions.Read(call, Modified(call))
            ?? RestAnswer.Ok(ObjectDescribe.Full(call, definition)) with { Headers = Conditions.LastModified(Modified(call)) };
    }
}
