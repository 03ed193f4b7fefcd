using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>
/// The little that the Tooling API takes of a query on <c>MetadataComponentDependency</c>: no filter by name, no operators but = and !=, no order, no offset,
/// no counting, and no second page.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_metadatacomponentdependency.htm
/// </summary>
internal static class DependencyQueries
{
    private const string Name = "MetadataComponentDependency";
    private const int MostRows = 2000;

    /// <summary>The query as it is carried out; any other is given back as it is.</summary>
    internal static SoqlQuery Checked(QueryContext context, SoqlQuery query)
    {
        if (!query.From.ToString().Equals(Name, StringComparison.OrdinalIgnoreCase) || !context.Org.Switches.QueryLimits) return query;
        if (query.OrderBy.Count > 0) throw Refused(context, "ORDER BY");
        if (query.Offset > 0) throw Refused(context, "OFFSET");
        if (query.OnlyCounts || query.IsAggregate) throw Refused(context, "count()");
        if (query.Where is { } where && Unsupported(where) is { } what) throw Refused(context, what);
        return query with { Limit = Math.Min(query.Limit ?? MostRows, MostRows) };
    }

    private static string? Unsupported(Condition condition) => condition switch
    {
        AndCondition and => and.Parts.Select(Unsupported).FirstOrDefault(what => what is not null),
        OrCondition or => or.Parts.Select(Unsupported).FirstOrDefault(what => what is not null),
        Comparison { Operator: "=" or "!=", Left: FieldPath path } => path.Parts[^1].EndsWith("ComponentName", StringComparison.OrdinalIgnoreCase) ? $"a filter by {path.Parts[^1]}" : null,
        _ => "an operator other than =, !=, AND and OR",
    };

    private static Exception Refused(QueryContext context, string what) => context.Source.Error("MALFORMED_QUERY", $"{Name} does not support {what}", 0);
}
