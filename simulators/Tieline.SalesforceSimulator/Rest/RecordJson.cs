using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>A row as JSON: its attributes and the wanted fields.</summary>
public static class RecordJson
{
    public static JsonObject Attributes(string basePath, string type, string objectName, string id) =>
        new() { ["type"] = type, ["url"] = $"{basePath}/sobjects/{objectName}/{id}" };

    public static JsonObject Row(RecordView view, ObjectDefinition definition, SalesforceRecord record, IEnumerable<FieldDefinition> fields)
    {
        var row = new JsonObject { ["attributes"] = Attributes(view.BasePath, definition.Name, definition.Name, record.Id) };
        foreach (var field in fields) row[field.Name] = Field(view, definition, record, field);
        return row;
    }

    /// <summary>Binary content is shown as the address that gives it.</summary>
    public static JsonNode? Field(RecordView view, ObjectDefinition definition, SalesforceRecord record, FieldDefinition field) => field.Type switch
    {
        FieldType.Address => Address(definition, record, field),
        FieldType.Location => Location(record, field),
        _ when field.Computed => RestJson.Value(view.Org.Computed.Value(view.UserId, record, field), field.Type),
        FieldType.Base64 => record[field.Name] is null ? null : JsonValue.Create($"{view.BasePath}/sobjects/{definition.Name}/{record.Id}/{field.Name}"),
        FieldType.EncryptedString => RestJson.Masked(record.Text(field.Name)),
        _ => RestJson.Value(record[field.Name], field.Type),
    };

    private static JsonObject? Location(SalesforceRecord record, FieldDefinition location)
    {
        var (latitude, longitude) = Locations.Parts(location.Name);
        return record[latitude] is null && record[longitude] is null ? null
            : new JsonObject { ["latitude"] = RestJson.Value(record[latitude], FieldType.Double), ["longitude"] = RestJson.Value(record[longitude], FieldType.Double) };
    }

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
