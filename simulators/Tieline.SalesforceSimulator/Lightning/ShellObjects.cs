using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>The org's own objects that a user sees, as the shell needs them for lists, pages and forms.</summary>
internal static class ShellObjects
{
    internal static JsonArray Of(SalesforceOrg org, OrgSchema seen) =>
        new([.. MetadataComponents.All(org, "CustomObject").Select(c => seen.Find(c.Text("FullName")!)).OfType<ObjectDefinition>().Where(d => d.Name.EndsWith("__c", StringComparison.Ordinal)).Select(d => One(seen, d))]);

    private static JsonNode One(OrgSchema seen, ObjectDefinition definition) => new JsonObject
    {
        ["name"] = definition.Name, ["label"] = definition.Label, ["plural"] = definition.LabelPlural, ["prefix"] = definition.KeyPrefix, ["nameLabel"] = definition.NameField?.Label,
        ["fields"] = new JsonArray([.. definition.Fields.Where(f => f.Custom).Select(f => Field(seen, f))]),
    };

    private static JsonNode Field(OrgSchema seen, FieldDefinition field)
    {
        var json = new JsonObject { ["name"] = field.Name, ["label"] = field.Label, ["type"] = field.Type == FieldType.Textarea ? "longtext" : field.Type.IsNumber() && field.Type != FieldType.Currency ? "number" : field.Type == FieldType.Boolean ? "checkbox" : field.Type.Word() };
        if (field.Type != FieldType.Reference || seen.Find(field.ReferenceTo[0])?.NameField is not { } name) return json;
        (json["path"], json["to"]) = ($"{field.RelationshipName}.{name.Name}", field.ReferenceTo[0]);
        return json;
    }
}
