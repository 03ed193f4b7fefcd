using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>
/// <c>/actions</c>: invocable actions. Of those the org has its quick actions; none is standard here.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_action.meta/api_action/actions_intro_invoking.htm
/// </summary>
internal static class ActionResources
{
    private static readonly string[] Kinds = ["apex", "emailAlert", "flow", "quickAction"];

    public static RestAnswer Route(RestCall call)
    {
        var self = call.BasePath + "/actions";
        if (call.Path.Skip(1).ToArray() is ["custom", "quickAction", var invoked] && call.Method == "POST") return Invoke(call, invoked);
        call.Allow("GET", "HEAD");
        return call.Path.Skip(1).ToArray() switch
        {
            [] => RestAnswer.Ok(new JsonObject { ["standard"] = self + "/standard", ["custom"] = self + "/custom" }),
            ["standard"] => RestAnswer.Ok(new JsonObject { ["actions"] = new JsonArray() }),
            ["custom"] => RestAnswer.Ok(new JsonObject(Kinds.Select(k => KeyValuePair.Create(k, (JsonNode?)JsonValue.Create($"{self}/custom/{k}"))))),
            ["custom", var kind] when Kinds.Contains(kind) => RestAnswer.Ok(new JsonObject { ["actions"] = new JsonArray([.. (kind == "quickAction" ? All(call) : []).Select(a => (JsonNode)Entry(self, a))]) }),
            ["custom", "quickAction", var name] => RestAnswer.Ok(Entry(self, Find(call, name))),
            _ => throw SalesforceRefusal.NotFound(),
        };
    }

    /// <summary><c>{"inputs":[{"contextId","LastName",...}]}</c>: the action once for each, each with its own outcome.</summary>
    private static RestAnswer Invoke(RestCall call, string name)
    {
        var action = Find(call, name);
        var inputs = call.JsonObject()["inputs"] as JsonArray ?? throw SalesforceRefusal.Query("INVALID_INPUT", "inputs is required");
        return RestAnswer.Ok(new JsonArray([.. inputs.Select(i => (JsonNode)One(call, action, i as JsonObject ?? throw RestJson.Unreadable("an input is an object")))]));
    }

    private static JsonObject One(RestCall call, QuickAction action, JsonObject input)
    {
        var record = input.DeepClone().AsObject();
        record.Remove("contextId");
        var of = action.Source == QuickActions.Global ? null : call.Schema[action.Source];
        string? id = null;
        var (_, refusal) = CollectionRun.Try(call.Org, () =>
        {
            var answer = QuickActionRun.Perform(call with { Body = new JsonObject { ["contextId"] = input["contextId"]?.DeepClone(), ["record"] = record }.ToJsonString() }, of, action);
            id = (string)answer.Body!["ids"]![0]!;
            return new CollectionRow(id);
        });
        return new JsonObject
        {
            ["actionName"] = action.Name, ["errors"] = refusal is null ? null : new JsonArray(RestJson.Error(refusal, "statusCode")), ["isSuccess"] = refusal is null,
            ["outputValues"] = refusal is null ? new JsonObject { ["id"] = id } : null,
        };
    }

    private static JsonObject Entry(string self, QuickAction action) =>
        new() { ["label"] = action.Label, ["name"] = action.Name, ["type"] = "QUICK_ACTION", ["url"] = $"{self}/custom/quickAction/{action.Name}" };

    private static IEnumerable<QuickAction> All(RestCall call) =>
        QuickActions.Of(call, null).Concat(call.Schema.Objects.Where(o => o.Can("layoutable")).SelectMany(o => QuickActions.Of(call, o.Name).Where(a => a.Source == o.Name))).Where(a => a.MakesRecord || a.ChangesRecord);

    private static QuickAction Find(RestCall call, string name) => All(call).FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw SalesforceRefusal.NotFound();
}
