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
        FunctionCall call when call.Is("DISTANCE") => Distances.Bind(context, fields, call),
        FunctionCall call => Function(call),
        Constant constant => throw context.Source.UnexpectedAt(constant.At),
        _ => throw new InvalidOperationException($"An operand of kind {operand.GetType().Name} has no meaning."),
    };

    private Bound<SalesforceRecord> Field(FieldPath path)
    {
        var bound = fields.Bind(path);
        return new(bound.Text, bound.Field.Type, bound.Field, path.At, bound.Reader(context));
    }

    private Bound<SalesforceRecord> Function(FunctionCall call)
    {
        var name = call.Name.ToUpperInvariant();
        if (call.Arguments.Count != 1) throw context.Source.Unexpected(call.Name, call.At);
        if (name == "DAY_ONLY" || DateParts.IsKnown(name)) return OfDate(call, name);
        var inner = Bind(call.Arguments[0]);
        var text = $"{name}({inner.Text})";
        return name switch
        {
            "TOLABEL" => inner with { Text = text, Read = row => ToLabel(inner, inner.Read(row)) },
            "FORMAT" => inner with { Text = text, Type = FieldType.String, Field = null, Read = row => Formats.Text(context, inner.Read(row)) },
            "CONVERTCURRENCY" => inner with { Text = text },
            "CONVERTTIMEZONE" => throw context.Source.Error("MALFORMED_QUERY", "convertTimezone is only for use within a date function", call.At),
            _ => throw context.Source.Error("INVALID_FIELD", $"No such function '{call.Name}'", call.At),
        };
    }

    /// <summary>A part of a date, in UTC unless convertTimezone says the running user's zone.</summary>
    private Bound<SalesforceRecord> OfDate(FunctionCall call, string name)
    {
        var converted = call.Arguments[0] is FunctionCall { Arguments.Count: 1 } zone && zone.Is("convertTimezone") ? zone : null;
        var inner = Bind(converted?.Arguments[0] ?? call.Arguments[0]);
        var onlyMoments = converted is not null || name is "DAY_ONLY" or "HOUR_IN_DAY";
        if (inner.Type != FieldType.Datetime && (onlyMoments || inner.Type != FieldType.Date))
            throw context.Source.Error("INVALID_FIELD", $"{call.Name} wants a {(onlyMoments ? "dateTime" : "date")} field", call.At);
        object? At(SalesforceRecord row) => converted is not null && inner.Read(row) is DateTimeOffset at ? TimeZoneInfo.ConvertTime(at, context.Zone) : inner.Read(row);
        var text = $"{name}({(converted is null ? inner.Text : $"convertTimezone({inner.Text})")})";
        return name == "DAY_ONLY"
            ? inner with { Text = text, Type = FieldType.Date, Field = null, Read = row => Formats.Day(At(row)) }
            : inner with { Text = text, Type = FieldType.Int, Field = null, Read = row => DateParts.Read(name, At(row)) };
    }

    private static object? ToLabel(Bound<SalesforceRecord> inner, object? value) =>
        value is string text && inner.Field?.PicklistValues.FirstOrDefault(v => v.Value == text) is { } entry ? entry.Label : value;
}
