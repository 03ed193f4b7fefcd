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
        var columns = new JsonArray([.. Columns(context, compiled, query)]);
        return new JsonObject
        {
            ["columnMetadata"] = columns, ["entityName"] = compiled.Definition.Name, ["groupBy"] = query.GroupBy.Count > 0,
            ["idSelected"] = query.Select.Any(s => s is OperandItem { Operand: FieldPath { Parts: [var name] } } && name.Equals("Id", StringComparison.OrdinalIgnoreCase)),
            ["keyPrefix"] = compiled.Definition.KeyPrefix,
        };
    }

    private static IEnumerable<JsonNode> Columns(QueryContext context, CompiledQuery compiled, SoqlQuery query) =>
        query.Select.SelectMany(item => item is FieldsItem all ? AllOf(compiled, all) : [Column(context, compiled, item)]);

    /// <summary>FIELDS() stands for the columns of its fields.</summary>
    private static IEnumerable<JsonNode> AllOf(CompiledQuery compiled, FieldsItem fields) =>
        compiled.Definition.Fields.Where(f => fields.Which == "ALL" || f.Custom == (fields.Which == "CUSTOM")).Select(f => Plain(f.Name, Word(f.Type), f, aggregate: false));

    private static JsonObject OfChild(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        var (child, relationship) = CompiledQuery.OfChild(context, compiled.Definition, query);
        var column = Plain(relationship.Name!, "QueryResult", null, aggregate: true);
        column["joinColumns"] = new JsonArray([.. Columns(context, child, query)]);
        return column;
    }

    private static JsonObject Column(QueryContext context, CompiledQuery compiled, SelectItem item) => item switch
    {
        OperandItem { Operand: FieldPath path } => Nested(compiled.Fields.Bind(path), depth: 0),
        OperandItem { Operand: FunctionCall call } function => Plain(function.Alias ?? call.Name, "Double", null, aggregate: true),
        SubqueryItem subquery => OfChild(context, compiled, subquery.Query),
        TypeofItem typeOf => Plain(typeOf.Relationship, "SObject", null, aggregate: false),
        _ => throw new InvalidOperationException($"A select item of kind {item.GetType().Name} has no column."),
    };

    private static JsonObject Nested(BoundPath path, int depth)
    {
        if (depth == path.Steps.Count) return Plain(path.Field.Name, Word(path.Field.Type), path.Field, aggregate: false);
        var step = path.Steps[depth];
        var column = Plain(step.RelationshipName!, "SObject", null, aggregate: false);
        column["foreignKeyName"] = step.Name;
        column["joinColumns"] = new JsonArray(Nested(path, depth + 1));
        return column;
    }

    private static JsonObject Plain(string name, string type, FieldDefinition? field, bool aggregate) => new()
    {
        ["aggregate"] = aggregate, ["apexType"] = type, ["booleanType"] = field?.Type == FieldType.Boolean, ["columnName"] = name, ["custom"] = field?.Custom ?? false,
        ["displayName"] = name, ["foreignKeyName"] = null, ["insertable"] = field?.Createable ?? false, ["joinColumns"] = new JsonArray(),
        ["numberType"] = field?.Type.IsNumber() ?? type == "Double", ["textType"] = field is not null && (field.Type.IsText() || field.Type.IsId()), ["updatable"] = field?.Updateable ?? false,
    };

    private static string Word(FieldType type) => type switch
    {
        FieldType.Id or FieldType.Reference => "Id",
        FieldType.Boolean => "Boolean",
        FieldType.Int => "Integer",
        FieldType.Date => "Date",
        FieldType.Datetime => "Datetime",
        FieldType.Address => "Address",
        _ when type.IsNumber() => "Double",
        _ => "String",
    };
}
