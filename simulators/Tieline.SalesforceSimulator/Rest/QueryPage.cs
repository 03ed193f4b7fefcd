using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Soql.Execution;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>Some rows of a result, with a locator for the rest; the value of a child subquery is one too.</summary>
public static class QueryPage
{
    /// <param name="locator">Of the result, if a page of it was answered before.</param>
    public static JsonObject Of(QueryContext context, QueryResult result, int from = 0, string? locator = null)
    {
        var to = Math.Min(result.Rows, from + context.PageSize);
        var page = new JsonObject { ["totalSize"] = result.TotalSize, ["done"] = to == result.Rows };
        if (to < result.Rows)
        {
            locator ??= context.Org.Locators.Keep(context, result);
            page["nextRecordsUrl"] = $"{context.BasePath}/query/{locator}-{to}";
        }

        page["records"] = new JsonArray([.. Enumerable.Range(from, to - from).Select(i => (JsonNode)result.Row(i))]);
        return page;
    }
}
