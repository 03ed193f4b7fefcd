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
        var columns = new JsonArray([.. query.Select.Select(item => (JsonNode)Column(context, compiled, item))]);
        return new JsonObject
        {
            ["columnMetadata"] = columns, ["entityName"] = compiled.Definition.Name, ["groupBy"] = query.GroupBy.Count > 0,
            ["idSelected"] = query.Select.Any(s => s is OperandItem { Operand: FieldPath { Parts: [var name] } } && name.Equals("Id", StringComparison.OrdinalIgnoreCase)),
            ["keyPrefix"] = compiled.Definition.KeyPrefix,
        };
    }

    private static JsonObject Column(QueryContext context, CompiledQuery compiled, SelectItem item) => item switch
    {
        OperandItem { Operand: FieldPath path } => Nested(compiled.Fields.Bind(path), depth: 0),
        OperandItem { Operand: FunctionCall call } function => Plain(function.Alias ?? call.Name, "Double", null, aggregate: true),
        SubqueryItem subquery => Plain(CompiledQuery.OfChild(context, compiled.Definition, subquery.Query).Child.Name!, "QueryResult", null, aggregate: true),
        TypeofItem typeOf => Plain(typeOf.Relationship, "SObject", null, aggregate: false),
        _ => Plain("FIELDS", "SObject", null, aggregate: false),
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
        ["numberType"] = field?.Type.IsNumber() ?? aggregate, ["textType"] = field is not null && (field.Type.IsText() || field.Type.IsId()), ["updatable"] = field?.Updateable ?? false,
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
