using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// <c>/quickActions</c> and <c>/sobjects/X/quickActions</c>: what can be done from a page, and doing it.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_quickactions.htm
/// </summary>
internal static class QuickActionResources
{
    /// <param name="definition">The object; null for the global actions.</param>
    public static RestAnswer Route(RestCall call, ObjectDefinition? definition, params string[] path)
    {
        if (path is [var performed] && call.Method == "POST") return QuickActionRun.Perform(call, definition, Find(call, definition, performed));
        call.Allow(path.Length == 1 ? ["HEAD", "GET", "POST"] : ["HEAD", "GET"]);
        return path switch
        {
            [] => RestAnswer.Ok(new JsonArray([.. QuickActions.Of(call, definition?.Name).Select(a => (JsonNode)QuickActionJson.ListEntry(call, definition?.Name, a))])),
            [var name] => RestAnswer.Ok(QuickActionJson.ListEntry(call, definition?.Name, Find(call, definition, name))),
            [var name, "describe"] => RestAnswer.Ok(QuickActionJson.Describe(call, definition?.Name, Find(call, definition, name))),
            [var name, "defaultValues"] => RestAnswer.Ok(QuickActionRun.Defaults(call, definition, Find(call, definition, name), contextId: null)),
            [var name, "defaultValues", var context] => RestAnswer.Ok(QuickActionRun.Defaults(call, definition, Find(call, definition, name), RecordIds.Normalize(context) ?? throw SalesforceRefusal.NotFound())),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    /// <summary>By its own name, with or without its object's.</summary>
    private static QuickAction Find(RestCall call, ObjectDefinition? definition, string name) =>
        QuickActions.Of(call, definition?.Name).FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || a.Name.Equals($"{definition?.Name}.{name}", StringComparison.OrdinalIgnoreCase)) ?? throw SalesforceRefusal.NotFound();
}
