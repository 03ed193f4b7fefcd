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
        ("POST", []) => Write(call, Rows(call).Create),
        ("PATCH", []) => Write(call, Rows(call).Update),
        ("DELETE", []) => Delete(call),
        ("PATCH", [var name, var field]) => Upsert(call, Definition(call, name), field),
        ("POST", [var name]) => Retrieve(call, Definition(call, name), call.JsonObject()),
        ("GET", [var name]) => Retrieve(call, Definition(call, name), new JsonObject { ["ids"] = List(call.QueryValue("ids")), ["fields"] = List(call.QueryValue("fields")) }),
        _ => throw new SalesforceRefusal(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{call.Method}' not allowed. Allowed are POST,PATCH,DELETE"),
    };

    private static CollectionRows Rows(RestCall call) => new(call.Org, call.UserId, call.Writer());

    private static RestAnswer Write(RestCall call, Func<JsonObject, CollectionRow> work)
    {
        var body = BlobResources.Collection(call);
        return Run(call, CompositeResources.Flag(body["allOrNone"]), Records(body), work);
    }

    private static RestAnswer Run(RestCall call, bool allOrNone, IReadOnlyList<JsonObject> records, Func<JsonObject, CollectionRow> work) =>
        RestAnswer.Ok(CollectionRun.Execute(call.Org, allOrNone, records, work));

    private static RestAnswer Delete(RestCall call)
    {
        var ids = List(call.QueryValue("ids"))?.Select(i => new JsonObject { ["id"] = (string)i! }).ToList() ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "The ids parameter is required");
        Limit(ids.Count);
        return Run(call, call.Flag("allOrNone"), ids, item => Rows(call).Delete((string)item["id"]!, null, forever: false));
    }

    private static RestAnswer Upsert(RestCall call, ObjectDefinition definition, string fieldName)
    {
        var field = ExternalIdResources.Key(definition, fieldName);
        return Write(call, record => Rows(call).Upsert(definition, field, record));
    }

    private static RestAnswer Retrieve(RestCall call, ObjectDefinition definition, JsonObject body)
    {
        var ids = body["ids"] as JsonArray ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "ids is required");
        if (ids.Count > MostToRead) throw SalesforceRefusal.Query("EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MostToRead} ids");
        var names = body["fields"] as JsonArray ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "fields is required");
        var fields = SObjectResources.Wanted(string.Join(',', names.Select(n => n?.ToString())), definition);
        return RestAnswer.Ok(new JsonArray([.. ids.Select(id => call.Org.FindAs(call.UserId, CompositeResources.Text(id)) is { IsDeleted: false } record && record.ObjectName == definition.Name
            ? RecordJson.Row(call.View, definition, record, fields) : null)]));
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

    private static ObjectDefinition Definition(RestCall call, string name) => call.Schema.Find(name) ?? throw SalesforceRefusal.NotFound();

    private static JsonArray? List(string? text) => text is null ? null : RestJson.Strings(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
