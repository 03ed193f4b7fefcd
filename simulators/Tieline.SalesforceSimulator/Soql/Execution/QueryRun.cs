using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>What a query found: rows are rendered when a page asks for them.</summary>
/// <param name="TotalSize">All rows found; for count() there are no <paramref name="Rows"/>.</param>
public sealed record QueryResult(int TotalSize, int Rows, Func<int, JsonObject> Row);

/// <summary>Runs a query in the org.</summary>
public static class QueryRun
{
    public static QueryResult Execute(QueryContext context)
    {
        var query = DependencyQueries.Checked(context, SoqlParser.Parse(context.Source));
        var compiled = CompiledQuery.Of(context, query);
        if (query.OnlyCounts)
        {
            var count = compiled.Result(compiled.Candidates()).Count;
            return new QueryResult(count, 0, _ => throw new InvalidOperationException("count() has no rows"));
        }

        if (query.IsAggregate) return Grouping.Execute(context, compiled, query);
        var projection = compiled.Projection();
        var rows = compiled.Result(compiled.Candidates());
        if (query.ForView)
            foreach (var row in rows)
                context.Org.Recent.Saw(context.UserId, row.Id);
        return new QueryResult(rows.Count, rows.Count, i => projection.Row(rows[i]));
    }
}
