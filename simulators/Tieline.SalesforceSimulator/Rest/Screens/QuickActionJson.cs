using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// Quick actions as the REST API tells of them.
/// See https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describequickactions.htm
/// </summary>
internal static class QuickActionJson
{
    private static readonly string[] AlwaysNull =
    [
        "accessLevelRequired", "canvasApplicationId", "canvasApplicationName", "defaultValues", "flowDevName", "flowRecordIdVar", "iconName", "iconUrl", "lightningComponentBundleName", "lightningComponentQualifiedName",
        "miniIconUrl", "mobileExtensionDisplayMode", "mobileExtensionId", "targetRecordTypeId", "visualforcePageUrl",
    ];

    /// <param name="objectName">The object it was asked for; null: the global ones.</param>
    public static JsonObject ListEntry(RestCall call, string? objectName, QuickAction action) => new()
    {
        ["actionEnumOrId"] = action.EnumOrId, ["label"] = action.Label, ["name"] = action.Name, ["type"] = action.Type, ["urls"] = Urls(call, objectName, action),
    };

    /// <summary>As layouts list it.</summary>
    public static JsonObject ListItem(RestCall call, string objectName, QuickAction action) => new()
    {
        ["accessLevelRequired"] = null, ["colors"] = new JsonArray(), ["iconUrl"] = null, ["icons"] = new JsonArray(), ["label"] = action.Label, ["miniIconUrl"] = null, ["quickActionName"] = action.Name,
        ["targetSobjectType"] = action.Target, ["type"] = action.Type, ["urls"] = Urls(call, objectName, action),
    };

    public static JsonObject Describe(RestCall call, string? objectName, QuickAction action)
    {
        var json = new JsonObject();
        foreach (var name in AlwaysNull) json[name] = null;
        (json["actionEnumOrId"], json["label"], json["name"], json["type"]) = (action.EnumOrId, action.Label, action.Name, action.Type);
        (json["colors"], json["icons"]) = (new JsonArray(), new JsonArray());
        json["contextSobjectType"] = objectName;
        json["targetSobjectType"] = action.Target;
        json["targetParentField"] = ParentField(call, objectName, action)?.Name;
        json["lightningComponentBundleId"] = action.Metadata?.Text("lightningWebComponent") is { } bundle ? MetadataComponents.Find(call.Org, "LightningComponentBundle", bundle)?.Text("RowId") : null;
        json["lightningComponentBundleName"] = action.Metadata?.Text("lightningWebComponent");
        json["visualforcePageName"] = action.Metadata?.Text("page");
        (json["height"], json["width"]) = (action.Metadata?.Number("height"), action.Metadata?.Number("width"));
        (json["showQuickActionLcHeader"], json["showQuickActionVfHeader"]) = (true, true);
        json["layout"] = action.Target is not null && (action.MakesRecord || action.ChangesRecord) ? Layout(call, action) : null;
        json["urls"] = Urls(call, objectName, action);
        return json;
    }

    /// <summary>The field of the new record that leads to the record the action was called on: as deployed, else the first that can.</summary>
    public static FieldDefinition? ParentField(RestCall call, string? objectName, QuickAction action)
    {
        if (!action.MakesRecord || objectName is null || call.Schema.Find(action.Target!) is not { } target) return null;
        if (action.Metadata?.Text("targetParentField") is { } named) return target.Field(named);
        return target.Fields.FirstOrDefault(f => f.Createable && f.Type == FieldType.Reference && f.ReferenceTo.Contains(objectName) && f.Name != "OwnerId");
    }

    private static JsonObject Layout(RestCall call, QuickAction action)
    {
        var target = call.Schema[action.Target!];
        var names = action.Metadata?.Child("quickActionLayout")?.Descendants().Where(e => e.Name.LocalName == "field").Select(e => e.Value.Trim()).ToList() ?? [];
        var fields = names.Count > 0 ? names.Select(target.Field).OfType<FieldDefinition>() : target.Fields.Where(f => f.NameField || PageLayout.IsDemanded(f));
        return new JsonObject { ["layoutRows"] = new JsonArray([.. fields.Select((f, i) => (JsonNode)new JsonObject { ["layoutItems"] = new JsonArray(LayoutJson.Item(call, target, new LayoutItem(f, PageLayout.IsDemanded(f), ReadOnly: false), i + 1)), ["numItems"] = 1 })]), ["name"] = action.Name };
    }

    private static JsonObject Urls(RestCall call, string? objectName, QuickAction action)
    {
        var self = $"{call.BasePath}{(objectName is null ? "" : $"/sobjects/{objectName}")}/quickActions/{(action.Source == QuickActions.Global ? action.Name : action.Name[(action.Source.Length + 1)..])}";
        return new JsonObject { ["defaultValues"] = self + "/defaultValues", ["quickAction"] = self, ["describe"] = self + "/describe", ["defaultValuesTemplate"] = self + "/defaultValues/{ID}" };
    }
}
