using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Channels, events and counted deliveries in the state file, so that a subscriber goes on after a restart.</summary>
public static class ChangeDataState
{
    /// <summary>What is kept, by its name in the file. Nothing of it changes afterwards.</summary>
    internal static Dictionary<string, object?> Of(SalesforceOrg org) => new()
    {
        ["channels"] = org.Channels.Channels,
        ["members"] = org.Channels.Members,
        ["lastReplayId"] = org.Bus.Last,
        ["schemas"] = org.Bus.Schemas,
        ["events"] = org.Bus.Entries,
        ["deliveryLimit"] = org.Deliveries.Limit,
        ["deliveries"] = org.Deliveries.Recent,
    };

    /// <summary>To be called once the records are there and committed: those that are read are no changes. Used within the org's gate.</summary>
    public static void Read(SalesforceOrg org, JsonObject json)
    {
        foreach (var channel in json["channels"].Deserialize<List<EventChannel>>(StateFile.Reading)!) org.Channels.Put(channel);
        foreach (var member in json["members"].Deserialize<List<ChannelMember>>(StateFile.Reading)!) org.Channels.Put(member);
        org.Bus.Restore(json["lastReplayId"]!.GetValue<long>(), json["events"].Deserialize<List<BusEntry>>(StateFile.Reading)!);
        foreach (var (id, schema) in json["schemas"].Deserialize<Dictionary<string, string>>(StateFile.Reading)!) org.Bus.Learn(id, schema);
        org.Deliveries.Limit = json["deliveryLimit"]!.GetValue<int>();
        org.Deliveries.Restore(json["deliveries"].Deserialize<List<DeliveryAllowance.Delivered>>(StateFile.Reading)!);
    }
}
