using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Writes a change event's schema as Avro's JSON.</summary>
public static class AvroJson
{
    public const string Namespace = "com.sforce.eventbus";

    public static JsonObject Record(string name, IReadOnlyList<EventField> fields)
    {
        var compounds = new HashSet<string>();
        return new JsonObject
        {
            ["type"] = "record", ["name"] = name, ["namespace"] = Namespace,
            ["fields"] = new JsonArray([new JsonObject { ["name"] = "ChangeEventHeader", ["type"] = Header() }, .. fields.Select(f => (JsonNode)Nullable(f.Name, f.Parts.Count == 0 ? [Word(f)] : Compound(f, compounds)))]),
        };
    }

    private static JsonObject Nullable(string name, JsonNode[] types) => new() { ["name"] = name, ["type"] = new JsonArray(["null", .. types]), ["default"] = null };

    /// <summary>A name may also be one text, an address may not. A type is spelt out once and called by its name after that.</summary>
    private static JsonNode[] Compound(EventField field, HashSet<string> known)
    {
        var isPerson = field.Source?.Type is not (FieldType.Address or FieldType.Location);
        var name = isPerson ? "Switchable_PersonName" : field.Source!.Type.ToString();
        JsonNode type = known.Add(name)
            ? new JsonObject { ["type"] = "record", ["name"] = name, ["fields"] = new JsonArray([.. field.Parts.Select(p => (JsonNode)Nullable(p.Name, [Word(p)]))]) }
            : name;
        return isPerson ? ["string", type] : [type];
    }

    private static JsonNode Word(EventField field) => field.Source?.Type switch
    {
        FieldType.Boolean => "boolean",
        FieldType.Int => "int",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "double",
        FieldType.Date or FieldType.Datetime or FieldType.Time => "long",
        _ => "string",
    };

    private static JsonObject Header() => new()
    {
        ["type"] = "record", ["name"] = "ChangeEventHeader",
        ["fields"] = new JsonArray(
            Plain("entityName", "string"), Plain("recordIds", Texts()), Plain("changeType", ChangeTypes()), Plain("changeOrigin", "string"), Plain("transactionKey", "string"),
            Plain("sequenceNumber", "int"), Plain("commitTimestamp", "long"), Plain("commitNumber", "long"), Plain("commitUser", "string"),
            Plain("nulledFields", Texts()), Plain("diffFields", Texts()), Plain("changedFields", Texts())),
    };

    private static JsonObject ChangeTypes() => new()
    {
        ["type"] = "enum", ["name"] = "ChangeType",
        ["symbols"] = new JsonArray("CREATE", "UPDATE", "DELETE", "UNDELETE", "SNAPSHOT", "GAP_CREATE", "GAP_UPDATE", "GAP_DELETE", "GAP_UNDELETE", "GAP_OVERFLOW"),
    };

    private static JsonObject Texts() => new() { ["type"] = "array", ["items"] = "string" };

    private static JsonObject Plain(string name, JsonNode type) => new() { ["name"] = name, ["type"] = type };
}
