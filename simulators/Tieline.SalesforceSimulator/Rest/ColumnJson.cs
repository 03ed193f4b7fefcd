using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>One column of a query's shape.</summary>
public static class ColumnJson
{
    public static JsonObject OfField(string name, FieldDefinition field)
    {
        var column = Plain(name, Word(field.Type), aggregate: false);
        column["booleanType"] = field.Type == FieldType.Boolean;
        column["custom"] = field.Custom;
        column["insertable"] = field.Createable;
        column["numberType"] = field.Type.IsNumber();
        column["textType"] = field.Type.IsText() || field.Type.IsId();
        column["updatable"] = field.Updateable;
        return column;
    }

    /// <summary>A function's value.</summary>
    public static JsonObject Computed(string name, FieldType type)
    {
        var column = Plain(name, Word(type), aggregate: true);
        column["booleanType"] = type == FieldType.Boolean;
        column["numberType"] = type.IsNumber();
        column["textType"] = type.IsText() || type.IsId();
        return column;
    }

    public static JsonObject Parent(FieldDefinition reference, params IEnumerable<JsonNode> columns)
    {
        var column = Plain(reference.RelationshipName!, "SObject", aggregate: false);
        column["foreignKeyName"] = reference.Name;
        column["joinColumns"] = new JsonArray([.. columns]);
        return column;
    }

    public static JsonObject Children(string relationship, IEnumerable<JsonNode> columns)
    {
        var column = Plain(relationship, "QueryResult", aggregate: true);
        column["joinColumns"] = new JsonArray([.. columns]);
        return column;
    }

    private static JsonObject Plain(string name, string type, bool aggregate) => new()
    {
        ["aggregate"] = aggregate, ["apexType"] = type, ["booleanType"] = false, ["columnName"] = name, ["custom"] = false, ["displayName"] = name, ["foreignKeyName"] = null,
        ["insertable"] = false, ["joinColumns"] = new JsonArray(), ["numberType"] = false, ["textType"] = false, ["updatable"] = false,
    };

    private static string Word(FieldType type) => type switch
    {
        FieldType.Id or FieldType.Reference => "Id",
        FieldType.Boolean => "Boolean",
        FieldType.Int => "Integer",
        FieldType.Date => "Date",
        FieldType.Datetime => "Datetime",
        FieldType.Address => "Address",
        FieldType.Location => "Location",
        _ when type.IsNumber() => "Double",
        _ => "String",
    };
}
