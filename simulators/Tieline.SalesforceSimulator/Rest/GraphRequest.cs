using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>POST /composite/graph</c>: graphs of record requests, each saved whole or not at all, apart from the others.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_graph.htm
/// </summary>
internal static class GraphRequest
{
    private const int OldestVersion = 50;
    private const int MostGraphs = 75;
    private const int MostFailures = 14;

    public static RestAnswer Run(RestCall call)
    {
        if (call.VersionNumber < OldestVersion) throw SalesforceRefusal.NotFound();
        call.Allow("POST");
        var graphs = (call.JsonObject()["graphs"] as JsonArray ?? throw RestJson.Unreadable("graphs is required")).Select(Read).ToList();
        if (graphs.Count > MostGraphs) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A request has at most {MostGraphs} graphs");
        if (graphs.Select(g => g.Id).Distinct().Count() < graphs.Count) throw SalesforceRefusal.Query("INVALID_INPUT", "Duplicate graphId provided in the request");
        GraphLimits.Check([.. graphs.Select(g => g.Parts)]);
        var (answers, failures) = (new JsonArray(), 0);
        foreach (var (id, parts) in graphs)
        {
            var responses = failures < MostFailures ? CompositeTransaction.Run(call, parts, allOrNone: true)
                : [.. parts.Select(p => (CompositeResources.Text(p["referenceId"])!, CompositeTransaction.Halted($"Processing was halted since {MostFailures} graphs failed.")))];
            var succeeded = responses.All(r => r.Answer.Status < 400);
            if (!succeeded) failures++;
            answers.Add((JsonNode)new JsonObject { ["graphId"] = id, ["graphResponse"] = CompositeTransaction.Response(responses), ["isSuccessful"] = succeeded });
        }

        return RestAnswer.Ok(new JsonObject { ["graphs"] = answers });
    }

    private static (string Id, IReadOnlyList<JsonObject> Parts) Read(JsonNode? node)
    {
        var graph = node as JsonObject ?? throw RestJson.Unreadable("a graph is an object");
        var id = CompositeResources.Text(graph["graphId"]) ?? throw SalesforceRefusal.Query("INVALID_INPUT", "each graph needs a graphId");
        return (id, CompositeTransaction.Parts(graph["compositeRequest"]));
    }
}
