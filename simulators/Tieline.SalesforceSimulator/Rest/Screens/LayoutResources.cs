using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// <c>/sobjects/X/describe/layouts</c>, <c>.../approvalLayouts</c>, <c>.../compactLayouts</c> and <c>/compactLayouts?q=</c>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_layouts.htm
/// </summary>
internal static class LayoutResources
{
    private const int MostObjects = 100;

    public static RestAnswer Route(RestCall call, ObjectDefinition definition, params string[] path)
    {
        call.Allow("GET", "HEAD");
        if (!definition.Can("layoutable")) throw SalesforceRefusal.NotFound();
        return path switch
        {
            ["layouts"] => RestAnswer.Ok(LayoutJson.All(call, definition)),
            ["layouts", var recordType] => RestAnswer.Ok(LayoutJson.Of(call, definition, Known(call, definition, recordType))),
            ["approvalLayouts"] => RestAnswer.Ok(new JsonObject { ["approvalLayouts"] = new JsonArray() }),
            ["compactLayouts"] => RestAnswer.Ok(CompactLayouts.All(call, definition)),
            ["compactLayouts", "primary"] => RestAnswer.Ok(CompactLayouts.Primary(call, definition)),
            ["compactLayouts", var recordType] => RestAnswer.Ok(CompactLayouts.Primary(call, definition, Known(call, definition, recordType))),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    /// <summary>The primary compact layouts of several objects, by their names.</summary>
    public static RestAnswer Compact(RestCall call)
    {
        call.Allow("GET", "HEAD");
        var names = (call.QueryValue("q") ?? throw SalesforceRefusal.Query("MISSING_ARGUMENT", "The q parameter is required")).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > MostObjects) throw SalesforceRefusal.Query("LIMIT_EXCEEDED", $"At most {MostObjects} objects can be asked for at once");
        var answer = new JsonObject();
        foreach (var name in names)
        {
            if (call.Schema.Find(name) is not { InRest: true } definition || !definition.Can("layoutable")) throw SalesforceRefusal.Query("INVALID_TYPE", $"sObject type '{name}' is not supported.");
            answer[definition.Name] = CompactLayouts.Primary(call, definition);
        }

        return RestAnswer.Ok(answer);
    }

    private static string Known(RestCall call, ObjectDefinition definition, string recordType)
    {
        var id = Store.RecordIds.Normalize(recordType);
        return id is not null && (id == RecordTypeRules.Master || RecordTypeRules.Of(call.Org, definition.Name).Any(t => t.Id == id)) ? id : throw SalesforceRefusal.NotFound();
    }
}
