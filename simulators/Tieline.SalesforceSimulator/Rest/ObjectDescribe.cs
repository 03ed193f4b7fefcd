using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>
/// An object as describe tells of it.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm
/// </summary>
public static class ObjectDescribe
{
    private static readonly string[] Flags =
    [
        "activateable", "createable", "deepCloneable", "deletable", "feedEnabled", "layoutable", "mergeable", "mruEnabled", "queryable", "replicateable",
        "retrieveable", "searchable", "triggerable", "undeletable", "updateable",
    ];

    public static JsonObject Global(string basePath, ObjectDefinition definition)
    {
        var json = new JsonObject
        {
            ["associateEntityType"] = null, ["associateParentEntity"] = null, ["custom"] = definition.Name.EndsWith("__c", StringComparison.Ordinal) || definition.Can("event"),
            ["customSetting"] = false, ["deprecatedAndHidden"] = false, ["hasSubtypes"] = false, ["isInterface"] = false, ["isSubtype"] = false,
            ["keyPrefix"] = definition.KeyPrefix, ["label"] = definition.Label, ["labelPlural"] = definition.LabelPlural, ["name"] = definition.Name,
            ["urls"] = Urls(basePath, definition, full: false),
        };
        foreach (var flag in Flags) json[flag] = definition.Can(flag);
        return json;
    }

    public static JsonObject Full(RestCall call, ObjectDefinition definition)
    {
        var json = Global(call.BasePath, definition);
        json["urls"] = Urls(call.BasePath, definition, full: true);
        json["actionOverrides"] = new JsonArray();
        json["childRelationships"] = new JsonArray([.. call.Schema.ChildrenOf(definition.Name).OrderBy(c => c.ChildObject, StringComparer.Ordinal).Select(Child)]);
        json["compactLayoutable"] = definition.Can("layoutable");
        foreach (var empty in new[] { "defaultImplementation", "extendedBy", "extendsInterfaces", "implementedBy", "implementsInterfaces", "networkScopeFieldName" }) json[empty] = null;
        json["fields"] = new JsonArray([.. definition.Fields.Select(f => (JsonNode)FieldDescribe.Of(call.Schema, definition, f))]);
        json["listviewable"] = json["lookupLayoutable"] = null;
        json["namedLayoutInfos"] = new JsonArray();
        json["recordTypeInfos"] = RecordTypes(call.BasePath, call.Org, definition);
        json["searchLayoutable"] = definition.Can("searchable");
        json["sobjectDescribeOption"] = "FULL";
        json["supportedScopes"] = new JsonArray(Scope("delegated", "Delegated"), Scope("everything", "All " + definition.LabelPlural), Scope("mine", "My " + definition.LabelPlural));
        return json;
    }

    private static JsonObject Scope(string name, string label) => new() { ["label"] = label, ["name"] = name };

    private static JsonObject Urls(string basePath, ObjectDefinition definition, bool full)
    {
        var self = $"{basePath}/sobjects/{definition.Name}";
        var urls = new JsonObject { ["sobject"] = self, ["describe"] = self + "/describe", ["rowTemplate"] = self + "/{ID}" };
        if (definition.Can("layoutable"))
        {
            urls["defaultValues"] = self + "/defaultValues?recordTypeId&fields";
            urls["layouts"] = self + "/describe/layouts";
            urls["compactLayouts"] = self + "/describe/compactLayouts";
            urls["approvalLayouts"] = self + "/describe/approvalLayouts";
            urls["listviews"] = self + "/listviews";
            urls["quickActions"] = self + "/quickActions";
        }

        if (full && definition.Can("layoutable")) urls["uiNewRecord"] = $"/lightning/o/{definition.Name}/new";
        return urls;
    }

    private static JsonNode Child(ChildRelationship child) => new JsonObject
    {
        ["cascadeDelete"] = child.Field.CascadeDelete, ["childSObject"] = child.ChildObject, ["deprecatedAndHidden"] = false, ["field"] = child.Field.Name,
        ["junctionIdListNames"] = child is { ChildObject: SharedActivities.Relation, Field.Name: "TaskId" } ? new JsonArray("TaskWhoIds") : new JsonArray(),
        ["junctionReferenceTo"] = child is { ChildObject: SharedActivities.Relation, Field.Name: "TaskId" } ? new JsonArray("Contact", "Lead") : new JsonArray(), ["relationshipName"] = child.Name, ["restrictedDelete"] = child.Field.RestrictedDelete,
    };

    /// <summary>Those of the org, and the master type every object has.</summary>
    private static JsonArray RecordTypes(string basePath, SalesforceOrg org, ObjectDefinition definition)
    {
        var own = RecordTypeRules.Of(org, definition.Name).Select(r => RecordType(basePath, definition, r.Id, r.Text("Name")!, r.Text("DeveloperName")!, master: false)).ToList();
        var master = RecordType(basePath, definition, RecordTypeRules.Master, "Master", "Master", master: true);
        master["defaultRecordTypeMapping"] = own.Count == 0;
        if (own.Count > 0) own[0]["defaultRecordTypeMapping"] = true;
        return new JsonArray([.. own.Append(master).Cast<JsonNode>()]);
    }

    private static JsonObject RecordType(string basePath, ObjectDefinition definition, string id, string name, string developerName, bool master) => new()
    {
        ["active"] = true, ["available"] = true, ["defaultRecordTypeMapping"] = false, ["developerName"] = developerName, ["master"] = master, ["name"] = name,
        ["recordTypeId"] = id, ["urls"] = new JsonObject { ["layout"] = $"{basePath}/sobjects/{definition.Name}/describe/layouts/{id}" },
    };
}
