using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// A page layout as describe tells of it.
/// See https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describelayout_describelayoutresult.htm
/// </summary>
internal static class LayoutJson
{
    public static JsonObject All(RestCall call, ObjectDefinition definition)
    {
        var layout = PageLayout.Of(call.Org, definition);
        var types = RecordTypeRules.Of(call.Org, definition.Name).ToList();
        return new JsonObject
        {
            ["layouts"] = new JsonArray(Page(call, definition, layout)),
            ["recordTypeMappings"] = new JsonArray([.. types.Select((t, i) => (JsonNode)Mapping(call, definition, layout, t.Id, t.Text("Name")!, t.Text("DeveloperName")!, i == 0)), Mapping(call, definition, layout, RecordTypeRules.Master, "Master", "Master", types.Count == 0)]),
            ["recordTypeSelectorRequired"] = new JsonArray(types.Count > 1),
        };
    }

    /// <summary>All record types of an object share its layout.</summary>
    public static JsonObject Of(RestCall call, ObjectDefinition definition, string recordType) => Page(call, definition, PageLayout.Of(call.Org, definition));

    private static JsonObject Page(RestCall call, ObjectDefinition definition, PageLayout layout)
    {
        JsonArray Sections(bool edit) => new([.. layout.Sections.Select((s, i) => (JsonNode)Section(call, definition, layout, s, i, edit))]);
        return new JsonObject
        {
            ["buttonLayoutSection"] = new JsonObject { ["detailButtons"] = Buttons(definition) }, ["detailLayoutSections"] = Sections(edit: false), ["editLayoutSections"] = Sections(edit: true),
            ["feedView"] = null, ["highlightsPanelLayoutSection"] = null, ["id"] = layout.Id, ["multirowEditLayoutSections"] = new JsonArray(), ["offlineLinks"] = new JsonArray(),
            ["quickActionList"] = new JsonObject { ["quickActionListItems"] = new JsonArray([.. QuickActions.Of(call, definition.Name).Select(a => (JsonNode)QuickActionJson.ListItem(call, definition.Name, a))]) },
            ["relatedContent"] = null, ["relatedLists"] = RelatedLists.Of(call, definition), ["saveOptions"] = new JsonArray(),
        };
    }

    private static JsonArray Buttons(ObjectDefinition definition)
    {
        var buttons = new List<(string Name, string Label)>();
        if (definition.Can("updateable")) buttons.Add(("Edit", "Edit"));
        if (definition.Can("deletable")) buttons.Add(("Delete", "Delete"));
        return new JsonArray([.. buttons.Select(b => (JsonNode)new JsonObject { ["custom"] = false, ["label"] = b.Label, ["name"] = b.Name, ["showsLocation"] = false, ["showsMenubar"] = false, ["showsStatus"] = false, ["showsToolbar"] = false })]);
    }

    private static JsonObject Section(RestCall call, ObjectDefinition definition, PageLayout layout, LayoutSection section, int number, bool edit)
    {
        var rows = section.Items.Chunk(section.Columns).Select((row, at) => (JsonNode)new JsonObject
        {
            ["layoutItems"] = new JsonArray([.. row.Select((item, column) => (JsonNode)Item(call, definition, item, (at * section.Columns) + column + 1))]), ["numItems"] = row.Length,
        }).ToArray();
        return new JsonObject
        {
            ["collapsed"] = false, ["columns"] = section.Columns, ["heading"] = section.Heading, ["layoutRows"] = new JsonArray(rows), ["layoutSectionId"] = SectionId(layout.Id, (number * 2) + (edit ? 1 : 0)),
            ["parentLayoutId"] = layout.Id, ["rows"] = rows.Length, ["tabOrder"] = "LeftToRight", ["useCollapsibleSection"] = false, ["useHeading"] = section.Heading.Length > 0,
        };
    }

    public static JsonObject Item(RestCall call, ObjectDefinition definition, LayoutItem item, int tabOrder)
    {
        var parts = definition.Fields.Where(f => f.CompoundFieldName == item.Field.Name).ToList();
        var writers = parts.Count == 0 ? [item.Field] : parts;
        var component = Component(call, definition, item.Field, tabOrder);
        component["components"] = new JsonArray([.. parts.Select(p => (JsonNode)Component(call, definition, p, tabOrder))]);
        return new JsonObject
        {
            ["editableForNew"] = !item.ReadOnly && writers.Any(f => f.Createable), ["editableForUpdate"] = !item.ReadOnly && writers.Any(f => f.Updateable), ["label"] = item.Field.Label,
            ["layoutComponents"] = new JsonArray(component), ["placeholder"] = false, ["required"] = item.Required || writers.Any(PageLayout.IsDemanded),
        };
    }

    private static JsonObject Component(RestCall call, ObjectDefinition definition, FieldDefinition field, int tabOrder) => new()
    {
        ["components"] = new JsonArray(), ["details"] = FieldDescribe.Of(call.Schema, definition, field), ["displayLines"] = field.Type == FieldType.Textarea ? 6 : 1, ["fieldType"] = field.Type.Word(),
        ["tabOrder"] = tabOrder, ["type"] = "Field", ["value"] = field.Name,
    };

    /// <summary>Sections are no rows; their ids follow from the layout's.</summary>
    private static string? SectionId(string? layoutId, int number) => layoutId is null ? null : RecordIds.To18($"01B{layoutId[3..13]}{number:00}");

    private static JsonObject Mapping(RestCall call, ObjectDefinition definition, PageLayout layout, string id, string name, string developerName, bool standard) => new()
    {
        ["active"] = true, ["available"] = true, ["defaultRecordTypeMapping"] = standard, ["developerName"] = developerName, ["layoutId"] = layout.Id, ["master"] = id == RecordTypeRules.Master, ["name"] = name,
        ["picklistsForRecordType"] = null, ["recordTypeId"] = id, ["urls"] = new JsonObject { ["layout"] = $"{call.BasePath}/sobjects/{definition.Name}/describe/layouts/{id}" },
    };
}
