using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// How large graphs may be: 500 nodes in all, 15 levels of nodes that name others, 15 kinds of nodes in a graph.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_composite_graphs_limits.htm
/// </summary>
internal static class GraphLimits
{
    private const int MostNodes = 500;
    private const int Deepest = 15;
    private const int MostKinds = 15;

    public static void Check(IReadOnlyList<IReadOnlyList<JsonObject>> graphs)
    {
        if (graphs.Sum(g => g.Count) > MostNodes) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A request has at most {MostNodes} nodes");
        foreach (var graph in graphs)
        {
            if (graph.Count == 0) throw SalesforceRefusal.Query("INVALID_INPUT", "a graph needs a node");
            if (Depth(graph) > Deepest) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A graph is at most {Deepest} levels deep");
            if (graph.Select(Kind).Distinct().Count() > MostKinds) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"A graph has at most {MostKinds} different kinds of nodes");
        }
    }

    /// <summary>The longest chain of nodes that name earlier ones.</summary>
    private static int Depth(IReadOnlyList<JsonObject> graph)
    {
        var depths = new Dictionary<string, int>();
        foreach (var node in graph)
            depths[CompositeResources.Text(node["referenceId"])!] = 1 + CompositeReferences.Named($"{node["url"]} {node["body"]?.ToJsonString()}").Select(r => depths.GetValueOrDefault(r)).DefaultIfEmpty().Max();
        return depths.Values.Max();
    }

    /// <summary>Method and object; what is no record request is refused.</summary>
    private static (string Method, string ObjectName) Kind(JsonObject node)
    {
        var (method, url) = (CompositeResources.Text(node["method"])!.ToUpperInvariant(), CompositeResources.Text(node["url"])!);
        var path = url.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path is ["services", "data", _, "sobjects", var name, ..] && method is "POST" or "GET" or "PATCH" or "DELETE" ? (method, name.ToUpperInvariant())
            : throw SalesforceRefusal.Query("INVALID_INPUT", $"A graph's nodes are requests for sObjects, not {method} {url}");
    }
}
