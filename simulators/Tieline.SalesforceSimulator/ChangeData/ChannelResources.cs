using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// <c>/tooling/sobjects/PlatformEventChannel</c> and <c>PlatformEventChannelMember</c>: which objects tell of their changes, and where.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_platformeventchannel.htm
/// </summary>
public static class ChannelResources
{
    public const string Channel = "PlatformEventChannel";
    public const string Member = "PlatformEventChannelMember";

    public static RestAnswer Route(RestCall call) => call.Path.Skip(3).ToArray() switch
    {
        [] => Create(call),
        [var id] => Row(call, id),
        _ => throw SalesforceRefusal.NotFound(),
    };

    private static bool IsChannel(RestCall call) => call.Path[2].Equals(Channel, StringComparison.OrdinalIgnoreCase);

    private static RestAnswer Create(RestCall call)
    {
        call.Allow("POST");
        CheckMayChange(call);
        var body = call.JsonObject();
        var id = call.Org.Records.NextId(IsChannel(call) ? "0YL" : "0v8");
        if (IsChannel(call)) Save(call, ChannelBodies.Channel(body, id, before: null));
        else Save(call, ChannelBodies.Member(call.Org, body, id, before: null));
        return new RestAnswer(201, new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray(), ["warnings"] = new JsonArray(), ["infos"] = new JsonArray() });
    }

    private static RestAnswer Row(RestCall call, string given)
    {
        call.Allow("GET", "PATCH", "DELETE");
        var id = RecordIds.Normalize(given);
        var (channel, member) = IsChannel(call) ? (call.Org.Channels.Channels.Find(c => c.Id == id), null) : ((EventChannel?)null, call.Org.Channels.Members.Find(m => m.Id == id));
        if (channel is null && member is null) throw new SalesforceRefusal(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: Id");
        if (call.Method is "GET" or "HEAD") return RestAnswer.Ok(channel is not null ? ChannelBodies.Of(call, channel) : ChannelBodies.Of(call, member!));
        CheckMayChange(call);
        if (call.Method == "DELETE") Delete(call.Org, id!, channel);
        else if (channel is not null) Save(call, ChannelBodies.Channel(call.JsonObject(), channel.Id, channel));
        else Save(call, ChannelBodies.Member(call.Org, call.JsonObject(), member!.Id, member));
        return RestAnswer.NoContent;
    }

    private static void CheckMayChange(RestCall call)
    {
        if (!call.Org.Access.Of(call.UserId).Customizes) throw new SalesforceRefusal(403, "INSUFFICIENT_ACCESS", $"insufficient access rights on entity: {(IsChannel(call) ? Channel : Member)}");
    }

    private static void Save(RestCall call, EventChannel channel)
    {
        ChannelRules.Check(call.Org, channel);
        call.Org.Channels.Put(channel);
        ChannelRows.Keep(call.Org, call.UserId, channel);
        call.Org.Touch();
    }

    private static void Save(RestCall call, ChannelMember member)
    {
        ChannelRules.Check(call.Org, member);
        call.Org.Channels.Put(member);
        ChannelRows.Keep(call.Org, call.UserId, member);
        call.Org.Touch();
    }

    private static void Delete(SalesforceOrg org, string id, EventChannel? channel)
    {
        if (channel is not null && org.Channels.Members.Exists(m => m.Channel == channel.FullName))
            throw SalesforceRefusal.Bad("DELETE_FAILED", "Your attempt to delete the channel could not be completed because it has members.");
        org.Channels.Remove(id);
        ChannelRows.Erase(org, id);
        org.Touch();
    }
}
