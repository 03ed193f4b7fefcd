using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>The children that a page shows below a record.</summary>
internal static class RelatedLists
{
    private const int Rows = 5;

    public static JsonArray Of(RestCall call, ObjectDefinition definition) => new([.. from child in call.Schema.ChildrenOf(definition.Name)
        where child.Name is not null && call.Schema.Find(child.ChildObject) is { InRest: true } known && known.Can("layoutable")
        orderby child.Name
        select (JsonNode)List(call.Schema[child.ChildObject], child)]);

    private static JsonObject List(ObjectDefinition shown, ChildRelationship child) => new()
    {
        ["accessLevelRequiredForCreate"] = null, ["buttons"] = new JsonArray(), ["columns"] = Columns(shown), ["custom"] = child.Field.Custom, ["field"] = child.Field.Name, ["label"] = shown.LabelPlural,
        ["limitRows"] = Rows, ["name"] = child.Name, ["sobject"] = shown.Name, ["sort"] = new JsonArray(),
    };

    private static JsonArray Columns(ObjectDefinition shown) => shown.NameField is not { } name ? new JsonArray() : new JsonArray(new JsonObject
    {
        ["field"] = $"{shown.Name}.{name.Name}", ["fieldApiName"] = name.Name, ["format"] = null, ["label"] = name.Label, ["lookupId"] = "Id", ["name"] = name.Name, ["sortable"] = name.Sortable,
    });
}
