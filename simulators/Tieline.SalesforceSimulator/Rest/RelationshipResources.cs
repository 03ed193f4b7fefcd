using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>/sobjects/Contact/{id}/Account</c> gives the parent, <c>/sobjects/Account/{id}/Contacts</c> the children.</summary>
public static class RelationshipResources
{
    public static RestAnswer Follow(RestCall call, ObjectDefinition definition, string id, string relationship)
    {
        var record = SObjectResources.Find(call, definition, id);
        if (definition.Relationship(relationship) is { } reference) return Parent(call, record.Text(reference.Name));
        var child = call.Schema.Child(definition.Name, relationship) ?? throw SalesforceRefusal.NotFound();
        call.Allow("GET");
        var childDefinition = call.Schema[child.ChildObject];
        var fields = SObjectResources.Wanted(call.QueryValue("fields"), childDefinition);
        var rows = call.Org.Records.Table(child.ChildObject).WithText(child.Field.Name, record.Id).Where(r => !r.IsDeleted && call.Org.Access.Reads(call.UserId, r))
            .Select(r => (JsonNode)RecordJson.Row(call.View, childDefinition, r, fields)).ToArray();
        return RestAnswer.Ok(new JsonObject { ["totalSize"] = rows.Length, ["done"] = true, ["records"] = new JsonArray(rows) });
    }

    private static RestAnswer Parent(RestCall call, string? parentId)
    {
        call.Allow("GET", "PATCH", "DELETE");
        if (call.Org.FindAs(call.UserId, parentId) is not { IsDeleted: false } parent) throw SalesforceRefusal.NotFound();
        return call.Method switch
        {
            "PATCH" => SObjectResources.Patch(call, parent),
            "DELETE" => SObjectResources.Remove(call, parent),
            _ => SObjectResources.Retrieve(call, call.Schema[parent.ObjectName], parent),
        };
    }
}
