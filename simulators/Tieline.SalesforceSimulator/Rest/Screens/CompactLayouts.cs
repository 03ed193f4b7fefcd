using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// The few fields that stand for a record: as an object's deployment assigns them, else the system's own.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_compactlayouts.htm
/// </summary>
internal static class CompactLayouts
{
    private const string System = "SYSTEM";
    private static readonly string[] Telling = ["Phone", "Email", "Company", "Title", "AccountId", "Status", "StageName", "CloseDate", "StartDateTime", "ActivityDate", "OwnerId"];
    private const int MostUsual = 4;

    public static JsonObject All(RestCall call, ObjectDefinition definition)
    {
        var types = RecordTypeRules.Of(call.Org, definition.Name).Select(t => (t.Id, Name: t.Text("Name")!)).Append((RecordTypeRules.Master, "Master"));
        var own = Assigned(call, definition);
        return new JsonObject
        {
            ["compactLayouts"] = new JsonArray(Primary(call, definition)), ["defaultCompactLayoutId"] = null,
            ["recordTypeCompactLayoutMappings"] = new JsonArray([.. types.Select(t => (JsonNode)new JsonObject
            {
                ["available"] = true, ["compactLayoutId"] = null, ["compactLayoutName"] = own.Name, ["recordTypeId"] = t.Item1, ["recordTypeName"] = t.Item2,
                ["urls"] = new JsonObject { ["compactLayout"] = $"{call.BasePath}/sobjects/{definition.Name}/describe/compactLayouts/{t.Item1}" },
            })]),
            ["urls"] = new JsonObject { ["primary"] = $"{call.BasePath}/sobjects/{definition.Name}/describe/compactLayouts/primary" },
        };
    }

    /// <summary>All record types of an object share its compact layout.</summary>
    public static JsonObject Primary(RestCall call, ObjectDefinition definition, string? recordType = null)
    {
        var (name, label, fields) = Assigned(call, definition);
        return new JsonObject
        {
            ["actions"] = new JsonArray(), ["fieldItems"] = new JsonArray([.. fields.Select((f, i) => (JsonNode)LayoutJson.Item(call, definition, new LayoutItem(f, Required: false, ReadOnly: true), i + 1))]),
            ["id"] = null, ["imageItems"] = new JsonArray(), ["label"] = label, ["name"] = name, ["objectType"] = definition.Name,
        };
    }

    private static (string Name, string Label, IReadOnlyList<FieldDefinition> Fields) Assigned(RestCall call, ObjectDefinition definition)
    {
        var deployed = MetadataComponents.Find(call.Org, "CustomObject", definition.Name)?.Metadata();
        if (deployed?.Text("compactLayoutAssignment") is { } wanted && deployed.Children("compactLayouts").FirstOrDefault(c => c.Text("fullName") == wanted) is { } layout)
            return (wanted, layout.Text("label") ?? wanted, [.. layout.Children("fields").Select(f => definition.Field(f.Value.Trim())).OfType<FieldDefinition>()]);
        return (System, "System Default", [.. Telling.Select(definition.Field).OfType<FieldDefinition>().Prepend(definition.NameField).OfType<FieldDefinition>().Distinct().Take(MostUsual)]);
    }
}
