using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// Binary content: read at <c>/sobjects/X/{id}/{field}</c>, written as base64 in JSON or as a part of its own beside the JSON.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_insert_update_blob.htm
/// </summary>
internal static class BlobResources
{
    public static RestAnswer Read(RestCall call, ObjectDefinition definition, string id, FieldDefinition field)
    {
        call.Allow("GET");
        if (call.Nested) throw SalesforceRefusal.Query("INVALID_INPUT", "Binary content cannot be read in a subrequest");
        var content = SObjectResources.Find(call, definition, id).Text(field.Name) ?? throw SalesforceRefusal.NotFound();
        return new RestAnswer(200) { Blob = Convert.FromBase64String(content) };
    }

    /// <summary>The record of a request: its JSON, with the content of the parts named after binary fields.</summary>
    public static JsonObject Record(RestCall call, ObjectDefinition definition)
    {
        if (call.Parts is not { } parts) return call.JsonObject();
        var blobs = parts.Where(p => definition.Field(p.Key) is { Type: FieldType.Base64 }).ToList();
        var texts = parts.Where(p => blobs.TrueForAll(b => b.Key != p.Key)).ToList();
        if (texts.Count != 1) throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "A multipart request has one part with the record and one for each of its binary fields");
        var record = Json(texts[0].Value);
        foreach (var (name, content) in blobs)
            if (!record.TryAdd(definition.Field(name)!.Name, Convert.ToBase64String(content)))
                throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", $"{name} is given twice");
        return record;
    }

    /// <summary>A collection's JSON: a record names its part in <c>attributes.binaryPartName</c> and the field in <c>binaryPartNameAlias</c>.</summary>
    public static JsonObject Collection(RestCall call)
    {
        if (call.Parts is not { } parts) return call.JsonObject();
        var body = Json(parts.GetValueOrDefault("collection") ?? throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "The part collection is missing"));
        foreach (var record in (body["records"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (record["attributes"] is not JsonObject attributes || CompositeResources.Text(attributes["binaryPartName"]) is not { } part) continue;
            var field = CompositeResources.Text(attributes["binaryPartNameAlias"]) ?? throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "binaryPartNameAlias is missing");
            record[field] = Convert.ToBase64String(parts.GetValueOrDefault(part) ?? throw SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", $"The part {part} is missing"));
        }

        return body;
    }

    private static JsonObject Json(byte[] part) => RestJson.Parse(System.Text.Encoding.UTF8.GetString(part)) as JsonObject ?? throw RestJson.Unreadable("Cannot deserialize instance of object from the given body");
}
