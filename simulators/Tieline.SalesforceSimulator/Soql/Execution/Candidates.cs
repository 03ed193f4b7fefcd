using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>The rows worth testing: by an index when the condition pins a text or id field, else all of the object.</summary>
public static class Candidates
{
    public static IEnumerable<SalesforceRecord> Of(QueryContext context, ObjectDefinition definition, Condition? where)
    {
        if (definition.Virtual) return VirtualRows.Of(context, definition, where);
        var table = context.Org.Records.Table(definition.Name);
        foreach (var part in Pins(where))
        {
            if (part.Left is not FieldPath { Parts: [var name] } || definition.Field(name) is not { } field) continue;
            if (!field.Type.IsText() && !field.Type.IsId()) continue;
            var values = part.Values.Select(v => field.Type.IsId() ? RecordIds.Normalize(v) ?? v : v).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (values.Any(v => v.Length == 0)) continue;
            return field.Type == FieldType.Id
                ? values.Select(context.Org.Records.Find).OfType<SalesforceRecord>().Where(r => r.ObjectName == definition.Name).OrderBy(r => r.Id, StringComparer.Ordinal)
                : values.SelectMany(v => table.WithText(field.Name, v)).OrderBy(r => r.Id, StringComparer.Ordinal);
        }

        return table.All;
    }

    private static IEnumerable<(Operand Left, IEnumerable<string> Values)> Pins(Condition? where) => where switch
    {
        Comparison { Operator: "=", Right: TextLiteral text } comparison => [(comparison.Left, [text.Value])],
        InList { Negated: false } list when list.Values.All(v => v is TextLiteral) => [(list.Left, list.Values.Cast<TextLiteral>().Select(v => v.Value))],
        AndCondition and => and.Parts.SelectMany(Pins),
        _ => [],
    };
}
