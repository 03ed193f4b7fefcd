using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>/query</c>, <c>/queryAll</c> and further pages by locator.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
/// </summary>
public static class QueryResources
{
    private const int DefaultPage = 2000;
    private const int SmallestPage = 200;

    public static RestAnswer Route(RestCall call)
    {
        call.Allow("GET", "HEAD");
        if (call.Path.Count == 2) return More(call, call.Path[1]);
        if (call.Path.Count > 2) throw SalesforceRefusal.NotFound();
        if (call.QueryValue("explain") is { } explained) return Explain(call, explained);
        var text = call.QueryValue("q") ?? throw SalesforceRefusal.Query("MALFORMED_QUERY", "SOQL query parameter 'q' is required");
        var context = new QueryContext(call.Org, call.UserId, new SourceText(text), call.BasePath, call.Path[0].Equals("queryAll", StringComparison.OrdinalIgnoreCase)) { Tooling = call.Tooling };
        if (call.Flag("columns")) return RestAnswer.Ok(QueryColumns.Of(context));
        return RestAnswer.Ok(Page(call, QueryRun.Execute(context), from: 0, PageSize(call), locator: null));
    }

    private static RestAnswer More(RestCall call, string locator)
    {
        var dash = locator.LastIndexOf('-');
        if (dash < 0 || !int.TryParse(locator.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || call.Org.Locators.Find(call.UserId, locator[..dash], call.Org.Clock.Now) is not { } found || from >= found.Result.Rows)
            throw SalesforceRefusal.Query("INVALID_QUERY_LOCATOR", "invalid query locator");
        return RestAnswer.Ok(Page(call, found.Result, from, found.PageSize, locator[..dash]));
    }

    private static JsonObject Page(RestCall call, QueryResult result, int from, int size, string? locator)
    {
        var to = Math.Min(result.Rows, from + size);
        var page = new JsonObject { ["totalSize"] = result.TotalSize, ["done"] = to == result.Rows };
        if (to < result.Rows)
        {
            locator ??= call.Org.Locators.Keep(call.UserId, result, size, call.Org.Clock.Now);
            page["nextRecordsUrl"] = $"{call.BasePath}/query/{locator}-{to}";
        }

        page["records"] = new JsonArray([.. Enumerable.Range(from, to - from).Select(i => (JsonNode)result.Row(i))]);
        return page;
    }

    /// <summary><c>Sforce-Query-Options: batchSize=200</c>, from 200 to 2000.</summary>
    private static int PageSize(RestCall call)
    {
        foreach (var option in (call.Header("sforce-query-options") ?? "").Split(',', ';'))
            if (option.Split('=') is [var name, var value] && name.Trim().Equals("batchSize", StringComparison.OrdinalIgnoreCase) && int.TryParse(value, out var size))
                return Math.Clamp(size, SmallestPage, DefaultPage);
        return DefaultPage;
    }

    private static RestAnswer Explain(RestCall call, string text)
    {
        var context = new QueryContext(call.Org, call.UserId, new SourceText(text), call.BasePath, includeDeleted: false);
        var definition = CompiledQuery.Of(context, SoqlParser.Parse(context.Source)).Definition;
        var rows = call.Org.Records.Table(definition.Name).Count;
        return RestAnswer.Ok(new JsonObject
        {
            ["plans"] = new JsonArray(new JsonObject
            {
                ["cardinality"] = rows, ["fields"] = new JsonArray(), ["leadingOperationType"] = "TableScan", ["notes"] = new JsonArray(),
                ["relativeCost"] = 1.0, ["sobjectCardinality"] = rows, ["sobjectType"] = definition.Name,
            }),
            ["sourceQuery"] = text,
        });
    }
}
