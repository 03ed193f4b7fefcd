using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// The composite family.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite.htm
/// </summary>
public static class CompositeResources
{
    public static RestAnswer Route(RestCall call) => call.Path.Skip(1).ToArray() switch
    {
        [] when call.Method == "GET" => RestAnswer.Ok(new JsonObject
        {
            ["tree"] = call.BasePath + "/composite/tree", ["batch"] = call.BasePath + "/composite/batch", ["sobjects"] = call.BasePath + "/composite/sobjects",
            ["graph"] = call.BasePath + "/composite/graph",
        }),
        [] => CompositeRequest.Run(call),
        ["batch"] => BatchRequest.Run(call),
        ["graph"] => GraphRequest.Run(call),
        ["sobjects", ..] => CollectionResources.Route(call),
        ["tree", var objectName] => TreeRequest.Run(call, objectName),
        _ => throw SalesforceRefusal.NotFound(),
    };

    /// <summary>A subrequest's call: as the same user, its own path and body. Bulk jobs are not for subrequests, nor are composites but collections and trees.</summary>
    public static RestCall Sub(RestCall outer, string method, string url, JsonNode? body, IReadOnlyDictionary<string, string> headers)
    {
        var mark = url.IndexOf('?');
        var path = (mark < 0 ? url : url[..mark]).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        if (path is ["services", "data", .. var rest]) path = rest;
        var version = path.Length == 0 || path is [_, "jobs", ..] or [_, "composite"] or [_, "composite", not ("sobjects" or "tree"), ..] ? null : VersionResources.Known(path[0]);
        var query = mark < 0 ? [] : Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url[mark..]);
        return outer with
        {
            Method = method.ToUpperInvariant(), Path = version is null ? ["", .. path] : path[1..], Version = version ?? outer.Version, Headers = headers, Parts = null, Nested = true, Body = body?.ToJsonString() ?? "",
            Query = query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
