using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// sObject collections: up to 200 records created, changed, upserted, deleted or read in one call; each row has its own outcome.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm
/// </summary>
public static class CollectionResources
{
    private const int MostToRead = 2000;

    public static RestAnswer Route(RestCall call) => (call.Method, call.Path.Skip(2).ToArray()) switch
    {
        ("POST", []) => Write(call, Create),
        ("PATCH", []) => Write(call, Update),
        ("DELETE", []) => Delete(call),
        ("PATCH", [var name, var field]) => Upsert(call, Definition(call, name), field),
        ("POST", [var name]) => Retrieve(call, Definition(call, name), call.JsonObject()),
        ("GET", [var name]) => Retrieve(call, Definition(call, name), new JsonObject { ["ids"] = List(call.QueryValue("ids")), ["fields"] = List(call.QueryValue("fields")) }),
        _ => throw new SalesforceRefusal(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{call.Method}' not allowed. Allowed are POST,PATCH,DELETE"),
    };

    private static RestAnswer Write(RestCall call, Func<RestCall, JsonObject, CollectionRow> work)
    {
        var body = call.JsonObject();
        return Run(call, CompositeResources.Flag(body["allOrNone"]), Records(body), work);
    }

    private static RestAnswer Run(RestCall call, bool allOrNone, IReadOnlyList<JsonObject> records, Func<RestCall, JsonObject, CollectionRow> work) =>
        RestAnswer.Ok(CollectionRun.Execute(call.Org, allOrNone, records, record => work(call, record)));

    private static CollectionRow Create(RestCall call, JsonObject record)
    {
        var definition = TypeOf(call, record);
        return new CollectionRow(call.Writer().Insert(definition.Name, record).Id);
    }

    private static CollectionRow Update(RestCall call, JsonObject record)
    {
        var definition = TypeOf(call, record);
        var key = record.Select(p => p.Key).FirstOrDefault(k => k.Equals("id", StringComparison.OrdinalIgnoreCase));
        var id = key is null ? null : CompositeResources.Text(record[key]);
        if (id is null) throw SalesforceRefusal.Bad("MISSING_ARGUMENT", "Id not specified in an update call");
        var found = Existing(call, id, definition);
        record.Remove(key!);
        return new CollectionRow(call.Writer().Update(found, record).Id);
    }

    private static RestAnswer Delete(RestCall call)
    {
        var ids = List(call.QueryValue("ids"))?.Select(i => new JsonObject { ["id"] = (string)i! }).ToList() ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "The ids parameter is required");
        Limit(ids.Count);
        return Run(call, call.Flag("allOrNone"), ids, (_, item) =>
        {
            var record = Existing(call, (string)item["id"]!, null);
            call.Writer().Delete(record);
            return new CollectionRow(record.Id);
        });
    }

    private static RestAnswer Upsert(RestCall call, ObjectDefinition definition, string fieldName)
    {
        var field = ExternalIdResources.Key(definition, fieldName);
        return Write(call, (_, record) =>
        {
            if (TypeOf(call, record) != definition) throw SalesforceRefusal.Bad("INVALID_TYPE_ON_FIELD_IN_RECORD", $"the record's type is not {definition.Name}");
            var key = record.Select(p => p.Key).FirstOrDefault(k => k.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
            var value = key is null ? null : record[key]?.ToString();
            if (value is null) throw SalesforceRefusal.Bad("MISSING_ARGUMENT", $"{field.Name} not specified");
            var found = ExternalIdResources.Matches(call, definition, field, value);
            if (found.Count > 1) throw SalesforceRefusal.Bad("DUPLICATE_EXTERNAL_ID", $"{field.Name}: more than one record found for external id field: [{string.Join(", ", found.Select(f => f.Id))}]", field.Name);
            if (field.Type == FieldType.Id && found.Count == 0) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
            var writer = call.Writer();
            if (found.Count == 0) return new CollectionRow(writer.Insert(definition.Name, record).Id, Created: true);
            record.Remove(key!);
            return new CollectionRow(writer.Update(found[0], record).Id, Created: false);
        });
    }

    private static RestAnswer Retrieve(RestCall call, ObjectDefinition definition, JsonObject body)
    {
        var ids = body["ids"] as JsonArray ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "ids is required");
        if (ids.Count > MostToRead) throw SalesforceRefusal.Query("EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MostToRead} ids");
        var names = body["fields"] as JsonArray ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "fields is required");
        var fields = SObjectResources.Wanted(string.Join(',', names.Select(n => n?.ToString())), definition);
        return RestAnswer.Ok(new JsonArray([.. ids.Select(id => call.Org.FindAs(call.UserId, CompositeResources.Text(id)) is { IsDeleted: false } record && record.ObjectName == definition.Name
            ? RecordJson.Row(call.BasePath, definition, record, fields) : null)]));
    }

    private static SalesforceRecord Existing(RestCall call, string id, ObjectDefinition? definition)
    {
        var full = RecordIds.Normalize(id) ?? throw SalesforceRefusal.Bad("MALFORMED_ID", "malformed id " + id);
        var record = call.Org.Records.Find(full);
        if (record is null || (definition is not null && record.ObjectName != definition.Name)) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        if (!call.Org.Access.Reads(call.UserId, record)) throw SalesforceRefusal.NoAccess();
        return record.IsDeleted ? throw SalesforceRefusal.Bad("ENTITY_IS_DELETED", "entity is deleted") : record;
    }

    private static List<JsonObject> Records(JsonObject body)
    {
        var records = body["records"] as JsonArray ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "records is required");
        Limit(records.Count);
        return [.. records.Select(r => r as JsonObject ?? throw RestJson.Unreadable("a record is an object"))];
    }

    private static void Limit(int count)
    {
        if (count > CollectionRun.Most) throw SalesforceRefusal.Query("EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {CollectionRun.Most} records into this call");
    }

    private static ObjectDefinition TypeOf(RestCall call, JsonObject record)
    {
        var type = CompositeResources.Text((record["attributes"] as JsonObject)?["type"]) ?? throw SalesforceRefusal.Bad("INVALID_INPUT", "Record is missing attributes.type");
        return call.Schema.Find(type) ?? throw SalesforceRefusal.Bad("INVALID_TYPE", $"sObject type '{type}' is not supported.");
    }

    private static ObjectDefinition Definition(RestCall call, string name) => call.Schema.Find(name) ?? throw SalesforceRefusal.NotFound();

    private static JsonArray? List(string? text) => text is null ? null : RestJson.Strings(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
