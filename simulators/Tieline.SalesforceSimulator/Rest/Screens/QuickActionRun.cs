using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>Performs a quick action: makes its record below the one it was called on, or changes that one.</summary>
internal static class QuickActionRun
{
    private static readonly string[] Known = ["contextId", "record", "quickActionName"];

    /// <summary>What the record holds before anything is entered.</summary>
    public static JsonObject Defaults(RestCall call, ObjectDefinition? of, QuickAction action, string? contextId)
    {
        if (!action.MakesRecord && !action.ChangesRecord) throw SalesforceRefusal.NotFound();
        var target = call.Schema[action.Target!];
        var record = action.ChangesRecord ? new JsonObject { ["attributes"] = new JsonObject { ["type"] = target.Name } } : DefaultValues.Of(call, target);
        foreach (var (name, value) in Overrides(target, action)) record[name] = value;
        if (contextId is not null && QuickActionJson.ParentField(call, of?.Name, action) is { } parent) record[parent.Name] = Context(call, of!, contextId);
        return record;
    }

    public static RestAnswer Perform(RestCall call, ObjectDefinition? of, QuickAction action)
    {
        var body = call.JsonObject();
        if (body.Select(p => p.Key).FirstOrDefault(k => !Known.Contains(k)) is { } unknown) throw RestJson.Unreadable($"Unrecognized field \"{unknown}\"");
        if (!action.MakesRecord && !action.ChangesRecord) throw SalesforceRefusal.Query("INVALID_OPERATION", $"Quick actions of type {action.Type} cannot be performed through the API");
        var given = body["record"] as JsonObject ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [record]", "record");
        var contextId = CompositeResources.Text(body["contextId"]);
        if (action.ChangesRecord && contextId is null) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [contextId]", "contextId");
        var context = contextId is null || of is null ? null : Context(call, of, contextId);
        var id = action.ChangesRecord ? call.Writer().Update(call.Org.Records.Find(context)!, given).Id : call.Writer().Insert(action.Target!, Filled(call, of, action, given, context)).Id;
        return new RestAnswer(201, new JsonObject
        {
            ["contextId"] = context, ["created"] = action.MakesRecord, ["errors"] = new JsonArray(), ["feedItemIds"] = null, ["ids"] = RestJson.Strings([id]), ["success"] = true,
            ["successMessage"] = action.Metadata?.Text("successMessage"),
        });
    }

    private static JsonObject Filled(RestCall call, ObjectDefinition? of, QuickAction action, JsonObject given, string? context)
    {
        var target = call.Schema[action.Target!];
        var record = given.DeepClone().AsObject();
        var usual = Overrides(target, action).ToList();
        if (action.Type == "LogACall") usual.AddRange([("Status", "Completed"), ("TaskSubtype", "Call")]);
        if (context is not null && QuickActionJson.ParentField(call, of?.Name, action) is { } parent) usual.Add((parent.Name, context));
        foreach (var (name, value) in usual)
            if (!record.Any(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
                record[name] = value;
        return record;
    }

    /// <summary>The values that the deployed action gives to fields, as far as they are plain.</summary>
    private static IEnumerable<(string Name, JsonNode? Value)> Overrides(ObjectDefinition target, QuickAction action) =>
        from element in action.Metadata?.Children("fieldOverrides") ?? []
        let field = target.Field(element.Text("field") ?? "")
        let text = element.Text("literalValue")
        where field is not null && text is not null
        select (field.Name, (JsonNode?)JsonValue.Create(text));

    private static string Context(RestCall call, ObjectDefinition of, string contextId) => SObjectResources.Find(call, of, contextId).Id;
}
