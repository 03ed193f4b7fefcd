using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Channels, events and counted deliveries in the state file, so that a subscriber goes on after a restart.</summary>
public static class ChangeDataState
{
    public static JsonObject Write(SalesforceOrg org) => new()
    {
        ["channels"] = JsonSerializer.SerializeToNode(org.Channels.Channels),
        ["members"] = JsonSerializer.SerializeToNode(org.Channels.Members),
        ["lastReplayId"] = org.Bus.Last,
        ["schemas"] = JsonSerializer.SerializeToNode(org.Bus.Schemas),
        ["events"] = JsonSerializer.SerializeToNode(org.Bus.Entries),
        ["deliveryLimit"] = org.Deliveries.Limit,
        ["deliveries"] = JsonSerializer.SerializeToNode(org.Deliveries.Recent),
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
