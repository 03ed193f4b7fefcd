using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Aggregate queries: GROUP BY, HAVING, and the rows of type AggregateResult.</summary>
public static class Grouping
{
    private const int MostGroups = 2000;
    private const int MostSubtotalled = 3;

    public static QueryResult Execute(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        var keys = Keys(context, compiled, query);
        var binder = new GroupBinder(context, compiled.Operands, keys, query.Subtotals);
        var columns = Columns(context, query, binder);
        var having = query.Having is null ? null : new ConditionCompiler<RowGroup>(context, binder.Bind).Compile(query.Having);
        var groups = RowGroups.Of(compiled.Rows(compiled.Candidates()), keys, query.Subtotals);
        if (having is not null) groups = groups.Where(having);
        List<RowGroup> rows = [.. Sorting.Sort(context, groups, query.OrderBy, binder.Bind).Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
        if (rows.Count > MostGroups)
            throw Rules.SalesforceRefusal.Query("EXCEEDED_ID_LIMIT", "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
        return new QueryResult(rows.Count, rows.Count, i => Row(columns, rows[i]));
    }

    /// <summary>Name and meaning of each column.</summary>
    public static IReadOnlyList<(string Name, Bound<RowGroup> Column)> Columns(QueryContext context, CompiledQuery compiled, SoqlQuery query) =>
        Columns(context, query, new GroupBinder(context, compiled.Operands, Keys(context, compiled, query), query.Subtotals));

    private static List<Bound<SalesforceRecord>> Keys(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        if (query.Subtotals != Subtotals.None && query.GroupBy.Count > MostSubtotalled)
            throw context.Source.Error("MALFORMED_QUERY", $"ROLLUP and CUBE take at most {MostSubtotalled} fields", query.GroupBy[MostSubtotalled].At);
        var keys = query.GroupBy.Select(compiled.Operands.Bind).ToList();
        if (keys.Find(k => k.Field is { Groupable: false } || k.Text.StartsWith("DISTANCE(", StringComparison.Ordinal)) is { } key)
            throw context.Source.Error("INVALID_FIELD", $"field '{key.Text}' can not be grouped in a query call", key.At);
        return keys;
    }

    private static JsonObject Row(List<(string Name, Bound<RowGroup> Column)> columns, RowGroup group)
    {
        var row = new JsonObject { ["attributes"] = new JsonObject { ["type"] = "AggregateResult" } };
        foreach (var (name, column) in columns) row[name] = RestJson.Value(column.Read(group), column.Type);
        return row;
    }

    /// <summary>Grouped fields keep their name, expressions without an alias are expr0, expr1, ...</summary>
    private static List<(string, Bound<RowGroup>)> Columns(QueryContext context, SoqlQuery query, GroupBinder binder)
    {
        var columns = new List<(string Name, Bound<RowGroup>)>();
        var expressions = 0;
        foreach (var item in query.Select)
        {
            if (item is not OperandItem { Operand: var operand } column) throw context.Source.Error("MALFORMED_QUERY", "only fields and functions may be selected in an aggregate query", item.At);
            var bound = binder.Bind(operand);
            var name = column.Alias ?? (bound.Field is { } field && operand is FieldPath ? field.Name : $"expr{expressions++}");
            if (columns.Any(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) throw context.Source.Error("MALFORMED_QUERY", $"duplicate alias: {name}", item.At);
            columns.Add((name, bound));
        }

        return columns;
    }
}
