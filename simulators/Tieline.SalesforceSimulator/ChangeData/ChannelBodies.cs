using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Channels and members as the Tooling API writes them: <c>{"FullName","Metadata":{...}}</c>.</summary>
internal static class ChannelBodies
{
    private static readonly string[] ChannelWords = ["channelType", "label", "eventType"];
    private static readonly string[] MemberWords = ["eventChannel", "selectedEntity", "enrichedFields", "filterExpression"];

    public static EventChannel Channel(JsonObject body, string id, EventChannel? before)
    {
        var metadata = Metadata(body, ChannelWords);
        var type = Required(metadata, "channelType");
        if (type is not (EventChannel.Data or EventChannel.Event)) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"channelType: bad value for restricted picklist field: {type}", "ChannelType");
        if (before is not null && before.Type != type) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "The type of a channel cannot be changed", "ChannelType");
        return new EventChannel(id, before?.FullName ?? Required(body, "FullName"), Required(metadata, "label"), type);
    }

    public static ChannelMember Member(SalesforceOrg org, JsonObject body, string id, ChannelMember? before)
    {
        var metadata = Metadata(body, MemberWords);
        var channel = Required(metadata, "eventChannel");
        if (channel != EventChannel.Standard) channel = org.Channels.Named(channel)?.FullName ?? throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", $"There is no channel called {channel}", "EventChannel");
        var selected = Selected(org, Required(metadata, "selectedEntity")).Name;
        if (before is not null && (before.Channel, before.ObjectName) != (channel, selected))
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "The channel and the selected entity of a member cannot be changed", "EventChannel", "SelectedEntity");
        return new ChannelMember(id, before?.FullName ?? Required(body, "FullName"), channel, selected, Enriched(metadata), Text(metadata, "filterExpression") is { Length: > 0 } filter ? filter : null);
    }

    public static JsonObject Of(RestCall call, EventChannel channel) => new()
    {
        ["attributes"] = Attributes(call, ChannelResources.Channel, channel.Id), ["Id"] = channel.Id, ["DeveloperName"] = channel.FullName[..^"__chn".Length], ["MasterLabel"] = channel.Label,
        ["Language"] = "en_US", ["NamespacePrefix"] = null, ["ManageableState"] = "unmanaged", ["ChannelType"] = channel.Type, ["FullName"] = channel.FullName,
        ["Metadata"] = new JsonObject { ["channelType"] = channel.Type, ["eventType"] = channel.Type == EventChannel.Event ? "custom" : null, ["label"] = channel.Label },
    };

    public static JsonObject Of(RestCall call, ChannelMember member) => new()
    {
        ["attributes"] = Attributes(call, ChannelResources.Member, member.Id), ["Id"] = member.Id, ["DeveloperName"] = member.FullName, ["MasterLabel"] = member.FullName,
        ["Language"] = "en_US", ["NamespacePrefix"] = null, ["ManageableState"] = "unmanaged", ["EventChannel"] = member.Channel, ["SelectedEntity"] = EventSchema.EventName(member.ObjectName),
        ["FilterExpression"] = member.FilterExpression, ["FullName"] = member.FullName,
        ["Metadata"] = new JsonObject
        {
            ["eventChannel"] = member.Channel, ["selectedEntity"] = EventSchema.EventName(member.ObjectName), ["filterExpression"] = member.FilterExpression,
            ["enrichedFields"] = new JsonArray([.. member.EnrichedFields.Select(f => (JsonNode)new JsonObject { ["name"] = f })]),
        },
    };

    private static JsonObject Attributes(RestCall call, string type, string id) => new() { ["type"] = type, ["url"] = $"{call.BasePath}/tooling/sobjects/{type}/{id}" };

    /// <summary>The object behind the name of its change event, or the platform event.</summary>
    public static ObjectDefinition Selected(SalesforceOrg org, string eventName) => Find(org, eventName)
        ?? throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", $"{eventName} is no platform event, nor the change event of an object that can be selected", "SelectedEntity");

    /// <summary>The same, or null when nothing can be selected by that name.</summary>
    public static ObjectDefinition? Find(SalesforceOrg org, string eventName) =>
        org.Schema.Objects.FirstOrDefault(o => EventSchema.EventName(o.Name).Equals(eventName, StringComparison.OrdinalIgnoreCase) && (ChannelRules.CanBeSelected(o) || PlatformEvents.PlatformEvent.Is(o)));

    private static string[] Enriched(JsonObject metadata) => metadata["enrichedFields"] switch
    {
        null => [],
        JsonArray list => [.. list.Select(f => Required(f as JsonObject ?? throw RestJson.Unreadable("an enriched field is an object with a name"), "name"))],
        _ => throw RestJson.Unreadable("enrichedFields is a list"),
    };

    private static JsonObject Metadata(JsonObject body, string[] known)
    {
        if (body.FirstOrDefault(p => p.Key is not ("FullName" or "Metadata" or "attributes")).Key is { } column) throw SalesforceRefusal.Query("INVALID_FIELD", $"No such column '{column}' on sobject; give FullName and Metadata");
        var metadata = body["Metadata"] as JsonObject ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", "Metadata");
        if (metadata.FirstOrDefault(p => !known.Contains(p.Key)).Key is { } unknown) throw RestJson.Unreadable($"No such column '{unknown}' in Metadata");
        return metadata;
    }

    private static string Required(JsonObject json, string name) => Text(json, name) is { Length: > 0 } text ? text : throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{name}]", name);

    private static string? Text(JsonObject json, string name) => CompositeResources.Text(json[name]);
}
