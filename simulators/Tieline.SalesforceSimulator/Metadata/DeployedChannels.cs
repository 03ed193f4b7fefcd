using System.Xml.Linq;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Deployed channels and their members as the change events know them, under the ids of their set-up rows.</summary>
internal static class DeployedChannels
{
    /// <summary>At once, so that the rules of the next component see it.</summary>
    internal static void Put(SalesforceOrg org, ComponentSource source, string rowId)
    {
        if (source.Type.Name == "PlatformEventChannelMember") PutMember(org, source, rowId);
        else PutChannel(org, new EventChannel(rowId, source.FullName, source.Metadata.Text("label")!, source.Metadata.Text("channelType")!));
    }

    private static void PutChannel(SalesforceOrg org, EventChannel channel)
    {
        ChannelRules.Check(org, channel);
        org.Channels.Put(channel);
    }

    private static void PutMember(SalesforceOrg org, ComponentSource source, string rowId)
    {
        var metadata = source.Metadata;
        var about = ChannelBodies.Selected(org, metadata.Text("selectedEntity")!);
        var enriched = metadata.Children("enrichedFields").Select(field => field.Text("name")).OfType<string>().ToList();
        var member = new ChannelMember(rowId, source.FullName, metadata.Text("eventChannel")!, about.Name, enriched, metadata.Text("filterExpression") is { Length: > 0 } filter ? filter : null);
        ChannelRules.Check(org, member);
        org.Channels.Put(member);
    }
}
