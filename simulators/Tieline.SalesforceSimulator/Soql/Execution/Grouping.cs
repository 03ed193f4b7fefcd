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

    public static QueryResult Execute(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        var keys = query.GroupBy.Select(compiled.Operands.Bind).ToList();
        foreach (var key in keys.Where(k => k.Field is { Groupable: false }))
            throw context.Source.Error("INVALID_FIELD", $"field '{key.Text}' can not be grouped in a query call", key.At);
        var binder = new GroupBinder(context, compiled.Operands, keys);
        var columns = Columns(context, query, binder);
        var groups = Groups(compiled.Rows(compiled.Candidates()), keys);
        if (query.Having is not null) groups = groups.Where(new ConditionCompiler<IReadOnlyList<SalesforceRecord>>(context, binder.Bind).Compile(query.Having));
        List<IReadOnlyList<SalesforceRecord>> rows = [.. Sorting.Sort(context, groups, query.OrderBy, binder.Bind).Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
        if (rows.Count > MostGroups)
            throw Rules.SalesforceRefusal.Query("EXCEEDED_ID_LIMIT", "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
        return new QueryResult(rows.Count, rows.Count, i => Row(columns, rows[i]));
    }

    private static JsonObject Row(List<(string Name, Bound<IReadOnlyList<SalesforceRecord>> Column)> columns, IReadOnlyList<SalesforceRecord> group)
    {
        var row = new JsonObject { ["attributes"] = new JsonObject { ["type"] = "AggregateResult" } };
        foreach (var (name, column) in columns) row[name] = RestJson.Value(column.Read(group), column.Type);
        return row;
    }

    /// <summary>Grouped fields keep their name, expressions without an alias are expr0, expr1, ...</summary>
    private static List<(string, Bound<IReadOnlyList<SalesforceRecord>>)> Columns(QueryContext context, SoqlQuery query, GroupBinder binder)
    {
        var columns = new List<(string Name, Bound<IReadOnlyList<SalesforceRecord>>)>();
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

    /// <summary>Without keys all rows are one group, an empty one too.</summary>
    private static IEnumerable<IReadOnlyList<SalesforceRecord>> Groups(IEnumerable<SalesforceRecord> rows, List<Bound<SalesforceRecord>> keys)
    {
        if (keys.Count == 0) return [[.. rows]];
        return rows.GroupBy(row => string.Join('\u001f', keys.Select(k => Key(k.Read(row)))), StringComparer.OrdinalIgnoreCase).Select(g => (IReadOnlyList<SalesforceRecord>)[.. g]);
    }

    private static string Key(object? value) => value is null ? "\u0000" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
