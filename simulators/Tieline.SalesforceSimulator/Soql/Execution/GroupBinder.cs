using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Looks up what may stand in a grouped query: the grouped operands and aggregates.</summary>
public sealed class GroupBinder(QueryContext context, OperandBinder rows, IReadOnlyList<Bound<SalesforceRecord>> keys)
{
    public Bound<IReadOnlyList<SalesforceRecord>> Bind(Operand operand)
    {
        if (operand is FunctionCall { IsAggregate: true } call) return Aggregate(call);
        var bound = rows.Bind(operand);
        if (!keys.Any(k => k.Text == bound.Text))
            throw context.Source.Error("MALFORMED_QUERY", $"Field must be grouped or aggregated: {bound.Text}", operand.At);
        return new(bound.Text, bound.Type, bound.Field, operand.At, group => group.Count == 0 ? null : bound.Read(group[0]));
    }

    private Bound<IReadOnlyList<SalesforceRecord>> Aggregate(FunctionCall call)
    {
        var name = call.Name.ToUpperInvariant();
        if (call.Arguments.Count == 0 && name == "COUNT") return new("COUNT()", FieldType.Int, null, call.At, group => (decimal)group.Count);
        if (call.Arguments.Count != 1) throw context.Source.Unexpected(")", call.At);
        var inner = rows.Bind(call.Arguments[0]);
        if (name is "SUM" or "AVG" && !inner.Type.IsNumber())
            throw context.Source.Error("MALFORMED_QUERY", $"field {inner.Text} does not support aggregate operator {name}", call.At);
        if (inner.Type is FieldType.Address || inner.Field is { Filterable: false } || (name is "MIN" or "MAX" && inner.Type == FieldType.Boolean))
            throw context.Source.Error("MALFORMED_QUERY", $"field {inner.Text} does not support aggregate operator {name}", call.At);
        var type = name switch { "COUNT" or "COUNT_DISTINCT" => FieldType.Int, "AVG" => FieldType.Double, _ => inner.Type };
        return new($"{name}({inner.Text})", type, null, call.At, group => Value(name, [.. group.Select(inner.Read).Where(v => v is not null).Cast<object>()]));
    }

    private static object? Value(string name, List<object> values) => name switch
    {
        "COUNT" => (decimal)values.Count,
        "COUNT_DISTINCT" => (decimal)values.Select(v => v is string text ? text.ToLowerInvariant() : v).Distinct().Count(),
        "SUM" => values.Count == 0 ? null : values.Cast<decimal>().Sum(),
        "AVG" => values.Count == 0 ? null : values.Cast<decimal>().Average(),
        "MIN" => values.Min(ValueOrder.Plain),
        _ => values.Max(ValueOrder.Plain),
    };
}
