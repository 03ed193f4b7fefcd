using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Looks up fields and row functions.</summary>
public sealed class OperandBinder(QueryContext context, FieldBinder fields)
{
    public Bound<SalesforceRecord> Bind(Operand operand) => operand switch
    {
        FieldPath path => Field(path),
        FunctionCall { IsAggregate: true } call => throw context.Source.Error("MALFORMED_QUERY", $"Grouped or aggregate expression is not allowed here: {call.Name}", call.At),
        FunctionCall call => Function(call),
        _ => throw new InvalidOperationException($"An operand of kind {operand.GetType().Name} has no meaning."),
    };

    private Bound<SalesforceRecord> Field(FieldPath path)
    {
        var bound = fields.Bind(path);
        return new(bound.Text, bound.Field.Type, bound.Field, path.At, row => bound.Read(context, row));
    }

    private Bound<SalesforceRecord> Function(FunctionCall call)
    {
        var name = call.Name.ToUpperInvariant();
        if (call.Arguments.Count != 1) throw context.Source.Unexpected(call.Name, call.At);
        var inner = Bind(call.Arguments[0]);
        var text = $"{name}({inner.Text})";
        return name switch
        {
            "TOLABEL" => inner with { Text = text, Read = row => ToLabel(inner, inner.Read(row)) },
            "FORMAT" => inner with { Text = text, Type = FieldType.String, Field = null, Read = row => Formats.Text(context, inner.Read(row)) },
            "CONVERTCURRENCY" => inner with { Text = text },
            "CONVERTTIMEZONE" => inner with { Text = text, Field = null, Read = row => inner.Read(row) is DateTimeOffset at ? TimeZoneInfo.ConvertTime(at, context.Zone) : null },
            "DAY_ONLY" => inner with { Text = text, Type = FieldType.Date, Field = null, Read = row => Formats.Day(inner.Read(row)) },
            _ when DateParts.IsKnown(name) => OfDate(call, name, inner, text),
            _ => throw context.Source.Error("INVALID_FIELD", $"No such function '{call.Name}'", call.At),
        };
    }

    private Bound<SalesforceRecord> OfDate(FunctionCall call, string name, Bound<SalesforceRecord> inner, string text)
    {
        if (inner.Type is not (FieldType.Date or FieldType.Datetime)) throw context.Source.Error("INVALID_FIELD", $"{call.Name} wants a date field", call.At);
        return inner with { Text = text, Type = FieldType.Int, Field = null, Read = row => DateParts.Read(name, inner.Read(row)) };
    }

    private static object? ToLabel(Bound<SalesforceRecord> inner, object? value) =>
        value is string text && inner.Field?.PicklistValues.FirstOrDefault(v => v.Value == text) is { } entry ? entry.Label : value;
}
