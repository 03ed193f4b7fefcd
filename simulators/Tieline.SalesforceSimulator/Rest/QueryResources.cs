using System.Globalization;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;

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
        if (call.QueryValue("explain") is { } explained) return RestAnswer.Ok(QueryExplain.Of(Context(call, explained)));
        var context = Context(call, call.QueryValue("q") ?? throw SalesforceRefusal.Query("MALFORMED_QUERY", "SOQL query parameter 'q' is required"));
        if (call.Flag("columns")) return RestAnswer.Ok(QueryColumns.Of(context));
        return RestAnswer.Ok(QueryPage.Of(context, QueryRun.Execute(context)));
    }

    private static QueryContext Context(RestCall call, string text) =>
        new(call.Org, call.UserId, new SourceText(text), call.BasePath, call.Path[0].Equals("queryAll", StringComparison.OrdinalIgnoreCase)) { Version = call.VersionNumber, PageSize = PageSize(call), Tooling = call.Tooling };

    private static RestAnswer More(RestCall call, string locator)
    {
        var dash = locator.LastIndexOf('-');
        if (dash < 0 || !int.TryParse(locator.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || call.Org.Locators.Find(call.UserId, locator[..dash], call.Org.Clock.Now) is not { } found || from >= found.Result.Rows)
            throw SalesforceRefusal.Query("INVALID_QUERY_LOCATOR", "invalid query locator");
        return RestAnswer.Ok(QueryPage.Of(found.Context, found.Result, from, locator[..dash]));
    }

    /// <summary><c>Sforce-Query-Options: batchSize=200</c>, from 200 to 2000.</summary>
    private static int PageSize(RestCall call)
    {
        foreach (var option in (call.Header("sforce-query-options") ?? "").Split(',', ';'))
            if (option.Split('=') is [var name, var value] && name.Trim().Equals("batchSize", StringComparison.OrdinalIgnoreCase) && int.TryParse(value, out var size))
                return Math.Clamp(size, SmallestPage, DefaultPage);
        return DefaultPage;
    }
}
