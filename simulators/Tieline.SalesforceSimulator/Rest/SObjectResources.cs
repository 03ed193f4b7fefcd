using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest.Screens;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// <c>/sobjects/...</c>: describe, and rows by id or external id.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_basic_info.htm
/// </summary>
public static class SObjectResources
{
    public static RestAnswer Route(RestCall call)
    {
        if (call.Path.Count == 1) return DescribeResources.Global(call);
        var definition = call.Schema.Find(call.Path[1]) is { InRest: true } found ? found : throw SalesforceRefusal.NotFound();
        return call.Path.Skip(2).ToArray() switch
        {
            [] => call.Method == "POST" ? Create(call, definition) : DescribeResources.Basic(call, definition),
            ["describe"] => DescribeResources.Full(call, definition),
            ["describe", .. var layouts] => LayoutResources.Route(call, definition, layouts),
            ["listviews", .. var views] => ListViewResources.Route(call, definition, views),
            ["quickActions", .. var actions] => QuickActionResources.Route(call, definition, actions),
            ["defaultValues"] => DefaultValues.Route(call, definition),
            ["updated" or "deleted"] => ReplicationResources.Route(call, definition),
            ["Id"] when call.Method == "POST" => Create(call, definition),
            [var id] => Row(call, definition, id),
            [var id, var field] when RecordIds.Normalize(id) is not null && definition.Field(field) is { Type: FieldType.Base64 } blob => BlobResources.Read(call, definition, id, blob),
            [var id, var relationship] when RecordIds.Normalize(id) is not null => RelationshipResources.Follow(call, definition, id, relationship),
            [var field, var value] => ExternalIdResources.Route(call, definition, field, value),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    private static RestAnswer Create(RestCall call, ObjectDefinition definition)
    {
        var record = call.Writer().Insert(definition.Name, BlobResources.Record(call, definition));
        return new RestAnswer(201, Saved(record.Id, record.Text("EventUuid")))
        {
            Headers = new Dictionary<string, string> { ["Location"] = $"{call.BasePath}/sobjects/{definition.Name}/{record.Id}" },
        };
    }

    /// <summary>The answer of a single save.</summary>
    /// <param name="eventUuid">of a platform event: that it is on its way is told among the errors</param>
    public static JsonObject Saved(string id, string? eventUuid = null) => new() { ["id"] = id, ["success"] = true, ["errors"] = Enqueued(eventUuid) };

    public static JsonArray Enqueued(string? eventUuid) => eventUuid is null ? new JsonArray() : new JsonArray(new JsonObject { ["statusCode"] = "OPERATION_ENQUEUED", ["message"] = eventUuid, ["fields"] = new JsonArray() });

    private static RestAnswer Row(RestCall call, ObjectDefinition definition, string id)
    {
        call.Allow("HEAD", "GET", "PATCH", "DELETE");
        var record = Find(call, definition, id);
        if (call.Method is "PATCH") return Patch(call, record);
        if (call.Method is "DELETE") return Remove(call, record);
        return Retrieve(call, definition, record);
    }

    /// <summary>A living row by id that the user sees, or the refusals of a row resource.</summary>
    public static SalesforceRecord Find(RestCall call, ObjectDefinition definition, string id)
    {
        var full = RecordIds.Normalize(id);
        var record = full is null ? null : call.Org.FindAs(call.UserId, full);
        if (full is null || definition.KeyPrefix is null || !full.StartsWith(definition.KeyPrefix, StringComparison.Ordinal))
            throw id.Length is 15 or 18 ? SalesforceRefusal.Bad("MALFORMED_ID", $"{definition.Label} ID: id value of incorrect type: {id}", "Id") : SalesforceRefusal.NotFound();
        if (record is { IsDeleted: true }) throw new SalesforceRefusal(404, "ENTITY_IS_DELETED", "entity is deleted") { Fields = [] };
        return record ?? throw new SalesforceRefusal(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: Id");
    }

    public static RestAnswer Retrieve(RestCall call, ObjectDefinition definition, SalesforceRecord record)
    {
        if (call.UpdatesMru) call.Org.Recent.Saw(call.UserId, record.Id);
        var (modified, tag) = (record.Moment("LastModifiedDate") ?? record.Moment("SystemModstamp"), EntityTag.Of(call, definition, record));
        if ((EntityTag.Read(call, tag) ?? Conditions.Read(call, modified)) is { } conditional) return conditional;
        var row = RecordJson.Row(call.View, definition, record, Wanted(call.QueryValue("fields"), definition));
        var headers = new Dictionary<string, string>(Conditions.LastModified(modified));
        if (tag is not null) headers["ETag"] = tag;
        return RestAnswer.Ok(row) with { Headers = headers };
    }

    public static IReadOnlyList<FieldDefinition> Wanted(string? list, ObjectDefinition definition)
    {
        if (string.IsNullOrWhiteSpace(list)) return definition.Fields;
        return [.. list.Split(',').Select(n => n.Trim()).Select(n => definition.Field(n)
            ?? throw SalesforceRefusal.Query("INVALID_FIELD", $"No such column '{n}' on entity '{definition.Name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.")).Distinct()];
    }

    public static RestAnswer Patch(RestCall call, SalesforceRecord record)
    {
        Conditions.Write(call, record.Moment("LastModifiedDate"));
        EntityTag.Write(call, EntityTag.Of(call, call.Schema[record.ObjectName], record));
        call.Writer().Update(record, BlobResources.Record(call, call.Schema[record.ObjectName]));
        return RestAnswer.NoContent;
    }

    public static RestAnswer Remove(RestCall call, SalesforceRecord record)
    {
        call.Writer().Delete(record);
        return RestAnswer.NoContent;
    }
}
