using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>?explain=</c>: the ways to a query's rows, the one that is taken first.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query_explain.htm
/// </summary>
public static class QueryExplain
{
    public static JsonObject Of(QueryContext context)
    {
        var compiled = CompiledQuery.Of(context, SoqlParser.Parse(context.Source));
        var rows = compiled.Definition.Virtual ? 0 : context.Org.Records.Table(compiled.Definition.Name).Count;
        var plans = new JsonArray();
        if (compiled.Plan() is { } plan) plans.Add((JsonNode)Plan(compiled, "Index", plan.Fields, plan.Cardinality, rows));
        plans.Add((JsonNode)Plan(compiled, "TableScan", [], rows, rows));
        return new JsonObject { ["plans"] = plans, ["sourceQuery"] = context.Source.Text };
    }

    private static JsonObject Plan(CompiledQuery compiled, string operation, IReadOnlyList<string> fields, int cardinality, int rows) => new()
    {
        ["cardinality"] = cardinality, ["fields"] = RestJson.Strings(fields), ["leadingOperationType"] = operation, ["notes"] = new JsonArray(),
        ["relativeCost"] = operation == "Index" ? Math.Round((double)cardinality / Math.Max(1, rows), 3) : 1.0, ["sobjectCardinality"] = rows, ["sobjectType"] = compiled.Definition.Name,
    };
}
