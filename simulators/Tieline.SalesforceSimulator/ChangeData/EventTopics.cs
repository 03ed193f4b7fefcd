using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>On which topics an event is sent, and what it says there. Used within the org's gate.</summary>
public static class EventTopics
{
    public const string Root = "/data/";

    public static ImmutableDictionary<string, ChangeBody> Of(SalesforceOrg org, RecordChange change, ChangeBody body)
    {
        var row = (change.After ?? change.Before)!;
        var topics = ImmutableDictionary.CreateBuilder<string, ChangeBody>();
        foreach (var member in org.Channels.Members.Where(m => m.ObjectName == change.ObjectName))
        {
            var enriched = member.EnrichedFields.Count == 0 || body.ChangeType is "CREATE" or "UNDELETE" ? body : body.Enriched(row, EventSchema.Of(org.Schema[change.ObjectName]), member.EnrichedFields);
            if (member.FilterExpression is { } filter && !org.Filters.Pass(row with { Values = enriched.Values }, filter)) continue;
            topics[Root + member.Channel] = enriched;
            if (member.Channel == EventChannel.Standard) topics[Root + EventSchema.EventName(member.ObjectName)] = enriched;
        }

        return topics.ToImmutable();
    }

    /// <summary>For events about no single record: every channel of the object, whatever its filter.</summary>
    public static ImmutableDictionary<string, ChangeBody> Everywhere(SalesforceOrg org, string objectName, ChangeBody body) =>
        org.Channels.Members.Where(m => m.ObjectName == objectName)
            .SelectMany(m => m.Channel == EventChannel.Standard ? [Root + m.Channel, Root + EventSchema.EventName(objectName)] : new[] { Root + m.Channel })
            .ToImmutableDictionary(topic => topic, _ => body);
}
