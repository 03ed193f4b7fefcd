using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The answer to <c>?columns=true</c>: the shape of a query's rows, without rows.</summary>
public static class QueryColumns
{
    public static JsonObject Of(QueryContext context)
    {
        var query = SoqlParser.Parse(context.Source);
        var compiled = CompiledQuery.Of(context, query);
        return new JsonObject
        {
            ["columnMetadata"] = new JsonArray([.. Columns(context, compiled, query)]), ["entityName"] = compiled.Definition.Name, ["groupBy"] = query.GroupBy.Count > 0,
            ["idSelected"] = query.Select.Any(s => s is OperandItem { Operand: FieldPath { Parts: [var name] } } && name.Equals("Id", StringComparison.OrdinalIgnoreCase)),
            ["keyPrefix"] = compiled.Definition.KeyPrefix,
        };
    }

    private static IEnumerable<JsonNode> Columns(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        if (query.OnlyCounts) return [ColumnJson.Computed("count", FieldType.Int)];
        if (query.IsAggregate) return Grouping.Columns(context, compiled, query).Select(c => c.Column.Field is { } field ? ColumnJson.OfField(c.Name, field) : ColumnJson.Computed(c.Name, c.Column.Type));
        compiled.Projection();
        return query.Select.SelectMany(item => Columns(context, compiled, item));
    }

    private static IEnumerable<JsonNode> Columns(QueryContext context, CompiledQuery compiled, SelectItem item) => item switch
    {
        FieldsItem all => compiled.Definition.Fields.Where(all.Names).Select(f => ColumnJson.OfField(f.Name, f)),
        OperandItem { Operand: FieldPath path } => [Nested(compiled.Fields.Bind(path), depth: 0)],
        OperandItem { Operand: FunctionCall call } function => [ColumnJson.Computed(Projection.NameOf(compiled, function, call), compiled.Operands.Bind(call).Type)],
        SubqueryItem subquery => [OfChild(context, compiled, subquery.Query)],
        TypeofItem typeOf => [ColumnJson.Parent(compiled.Fields.Relationship(typeOf.Relationship, typeOf.At))],
        _ => throw new InvalidOperationException($"A select item of kind {item.GetType().Name} has no column."),
    };

    private static JsonObject OfChild(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        var (child, relationship) = compiled.OfChild(query);
        return ColumnJson.Children(relationship.Name!, Columns(context, child, query));
    }

    private static JsonObject Nested(BoundPath path, int depth) =>
        depth == path.Steps.Count ? ColumnJson.OfField(path.Field.Name, path.Field) : ColumnJson.Parent(path.Steps[depth], Nested(path, depth + 1));
}
