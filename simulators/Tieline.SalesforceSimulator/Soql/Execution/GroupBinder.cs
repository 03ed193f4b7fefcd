using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Looks up what may stand in a grouped query: the grouped operands, aggregates, and FORMAT of one.</summary>
public sealed class GroupBinder(QueryContext context, OperandBinder rows, IReadOnlyList<Bound<SalesforceRecord>> keys, Subtotals subtotals)
{
    public Bound<RowGroup> Bind(Operand operand)
    {
        if (operand is FunctionCall { IsAggregate: true } call) return call.Is("GROUPING") ? Grouping(call) : Aggregate(call);
        if (operand is FunctionCall { Arguments: [FunctionCall { IsAggregate: true } aggregate] } format && format.Is("FORMAT")) return Format(format, Bind(aggregate));
        var key = Key(operand);
        return new(keys[key].Text, keys[key].Type, keys[key].Field, operand.At, group => group.Key[key]);
    }

    private int Key(Operand operand)
    {
        var text = rows.Bind(operand).Text;
        var key = Enumerable.Range(0, keys.Count).FirstOrDefault(i => keys[i].Text == text, -1);
        return key >= 0 ? key : throw context.Source.Error("MALFORMED_QUERY", $"Field must be grouped or aggregated: {text}", operand.At);
    }

    private Bound<RowGroup> Format(FunctionCall call, Bound<RowGroup> inner) => new($"FORMAT({inner.Text})", FieldType.String, null, call.At, group => Formats.Text(context, inner.Read(group)));

    /// <summary>1 where the row is a subtotal over the field.</summary>
    private Bound<RowGroup> Grouping(FunctionCall call)
    {
        if (subtotals == Subtotals.None) throw context.Source.Error("MALFORMED_QUERY", "GROUPING is only for GROUP BY ROLLUP and GROUP BY CUBE", call.At);
        if (call.Arguments.Count != 1) throw context.Source.Unexpected(call.Name, call.At);
        var key = Key(call.Arguments[0]);
        return new($"GROUPING({keys[key].Text})", FieldType.Int, null, call.At, group => group.Totalled[key] ? 1m : 0m);
    }

    private Bound<RowGroup> Aggregate(FunctionCall call)
    {
        var name = call.Name.ToUpperInvariant();
        if (call.Arguments.Count != 1) throw context.Source.Unexpected(call.Name, call.At);
        var inner = rows.Bind(call.Arguments[0]);
        if (!Aggregates.Fits(name, inner)) throw context.Source.Error("MALFORMED_QUERY", $"field {inner.Text} does not support aggregate operator {name}", call.At);
        var type = name switch { "COUNT" or "COUNT_DISTINCT" => FieldType.Int, "AVG" => FieldType.Double, _ => inner.Type };
        return new($"{name}({inner.Text})", type, null, call.At, group => Aggregates.Value(name, inner.Type, group.Rows.Select(inner.Read)));
    }
}
