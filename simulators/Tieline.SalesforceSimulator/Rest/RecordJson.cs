using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>A row as JSON: its attributes and the wanted fields.</summary>
public static class RecordJson
{
    public static JsonObject Attributes(string basePath, string type, string objectName, string id) =>
        new() { ["type"] = type, ["url"] = $"{basePath}/sobjects/{objectName}/{id}" };

    public static JsonObject Row(string basePath, ObjectDefinition definition, SalesforceRecord record, IEnumerable<FieldDefinition> fields)
    {
        var row = new JsonObject { ["attributes"] = Attributes(basePath, definition.Name, definition.Name, record.Id) };
        foreach (var field in fields) row[field.Name] = Field(basePath, definition, record, field);
        return row;
    }

    /// <summary>Binary content is shown as the address that gives it.</summary>
    public static JsonNode? Field(string basePath, ObjectDefinition definition, SalesforceRecord record, FieldDefinition field) => field.Type switch
    {
        FieldType.Address => Address(definition, record, field),
        FieldType.Base64 => record[field.Name] is null ? null : JsonValue.Create($"{basePath}/sobjects/{definition.Name}/{record.Id}/{field.Name}"),
        _ => RestJson.Value(record[field.Name], field.Type),
    };

    /// <summary>A compound address; null when all its parts are empty.</summary>
    private static JsonObject? Address(ObjectDefinition definition, SalesforceRecord record, FieldDefinition address)
    {
        var prefix = address.Name[..^"Address".Length];
        var parts = definition.Fields.Where(f => f.CompoundFieldName == address.Name).ToList();
        if (parts.All(p => record[p.Name] is null)) return null;
        var json = new JsonObject();
        foreach (var part in parts.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var name = part.Name[prefix.Length..];
            json[char.ToLowerInvariant(name[0]) + name[1..]] = RestJson.Value(record[part.Name], part.Type);
        }

        return json;
    }
}
