using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>The set-up rows of channels and members, which Tooling queries read.</summary>
internal static class ChannelRows
{
    public static void Keep(SalesforceOrg org, string userId, EventChannel channel) => Keep(org, userId, ChannelResources.Channel, channel.Id, new()
    {
        ["DeveloperName"] = channel.FullName[..^"__chn".Length], ["MasterLabel"] = channel.Label, ["ChannelType"] = channel.Type, ["EventType"] = channel.Type == EventChannel.Event ? "custom" : null,
    });

    public static void Keep(SalesforceOrg org, string userId, ChannelMember member) => Keep(org, userId, ChannelResources.Member, member.Id, new()
    {
        ["DeveloperName"] = member.FullName, ["EventChannel"] = member.Channel, ["SelectedEntity"] = EventSchema.EventName(member.ObjectName), ["FilterExpression"] = member.FilterExpression,
    });

    public static void Erase(SalesforceOrg org, string id)
    {
        if (org.Records.Find(id) is { } row) org.Records.Erase(row);
    }

    private static void Keep(SalesforceOrg org, string userId, string objectName, string id, Dictionary<string, string?> values)
    {
        var now = Moments.Cut(org.Clock.Now);
        var before = org.Records.Find(id);
        var row = new SalesforceRecord(objectName, id, ImmutableDictionary<string, object>.Empty.Add("Id", id))
            .With("CreatedDate", before?["CreatedDate"] ?? now).With("CreatedById", before?["CreatedById"] ?? userId)
            .With("LastModifiedDate", now).With("LastModifiedById", userId).With("SystemModstamp", now);
        org.Records.Put(values.Aggregate(row, (record, value) => record.With(value.Key, value.Value)));
    }
}
