using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>How much a query may ask at once. See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_limits.htm</summary>
public static class QueryLimits
{
    private const int MostSubqueries = 20;
    private const int MostParents = 55;
    private const int DeepestLevel = 5;
    private const decimal FirstWithLevels = 58;

    public static void CheckSubqueries(QueryContext context, SoqlQuery query)
    {
        var subqueries = query.Select.OfType<SubqueryItem>().ToList();
        if (subqueries.Count > MostSubqueries && context.Org.Switches.QueryLimits)
            throw context.Source.Error("MALFORMED_QUERY", $"A query has at most {MostSubqueries} child relationships", subqueries[MostSubqueries].At);
    }

    public static void CheckParents(QueryContext context, int relationships, int at)
    {
        if (relationships > MostParents && context.Org.Switches.QueryLimits)
            throw context.Source.Error("MALFORMED_QUERY", $"A query has at most {MostParents} parent relationships", at);
    }

    /// <summary>Children of children came with version 58; the query itself is the first level.</summary>
    public static void CheckDepth(QueryContext context, int level, int at)
    {
        var deepest = context.Version >= FirstWithLevels ? DeepestLevel : 2;
        if (level > deepest) throw context.Source.Error("MALFORMED_QUERY", $"Child subqueries nest to at most {deepest} levels", at);
    }
}
