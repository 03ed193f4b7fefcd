using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Selects objects for change events, as an administrator does through the Tooling API.</summary>
internal static class Selecting
{
    public static async Task SelectAsync(this OrgClient who, params string[] objects)
    {
        foreach (var name in objects) (await who.TrySelectAsync("ChangeEvents", name)).Is(201);
    }

    public static Task<OrgAnswer> TrySelectAsync(this OrgClient who, string channel, string objectName, string[]? enriched = null, string? filter = null) =>
        who.SendAsync("POST", "tooling/sobjects/PlatformEventChannelMember", new JsonObject
        {
            ["FullName"] = $"{channel.Replace("__", "_")}_{objectName}ChangeEvent",
            ["Metadata"] = new JsonObject
            {
                ["eventChannel"] = channel, ["selectedEntity"] = objectName + "ChangeEvent", ["filterExpression"] = filter,
                ["enrichedFields"] = new JsonArray([.. (enriched ?? []).Select(f => (JsonNode)new JsonObject { ["name"] = f })]),
            },
        });

    public static Task<OrgAnswer> TryChannelAsync(this OrgClient who, string name, string type = "data") =>
        who.SendAsync("POST", "tooling/sobjects/PlatformEventChannel", new JsonObject { ["FullName"] = name, ["Metadata"] = new JsonObject { ["channelType"] = type, ["label"] = "Ours" } });
}
