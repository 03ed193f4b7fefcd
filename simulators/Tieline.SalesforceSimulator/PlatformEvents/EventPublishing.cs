using System.Collections.Immutable;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PlatformEvents;

/// <summary>Sends platform events: at once, or with the transaction that saved them. Used within the org's gate.</summary>
internal static class EventPublishing
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>Takes a checked event. One that waits for the commit is a row until then; the others have their replay id already.</summary>
    public static SalesforceRecord Accept(Save save)
    {
        var record = save.Draft.With("Id", save.Draft.Id).With("CreatedDate", save.Now).With("CreatedById", save.UserId).With("EventUuid", save.Options.EventUuid ?? save.Org.Random.Guid("event"));
        if (PlatformEventSchema.Of(save.Definition).Encode(record).Length > MostBytes) throw SalesforceRefusal.Bad("LIMIT_EXCEEDED", $"An event has at most {MostBytes} bytes");
        if (save.Org.Locks.IsTrial) return record; // What is sent cannot be undone.
        if (save.Options.PublishNow || save.Definition.Can(PlatformEvent.Immediate)) return record.With("ReplayId", Send(save.Org, save.Definition, record).ToString(System.Globalization.CultureInfo.InvariantCulture));
        save.Org.Records.Put(record);
        return record;
    }

    /// <summary>To be called with what a transaction changed: sends its events, in their order, and leaves nothing of them behind.</summary>
    public static IReadOnlyList<RecordChange> Take(SalesforceOrg org, IReadOnlyList<RecordChange> changes)
    {
        var events = changes.Where(c => PlatformEvent.IsName(c.ObjectName)).ToList();
        if (events.Count == 0) return changes;
        foreach (var change in events)
        {
            if (change.After is not { } record) continue;
            if (org.Schema.Find(change.ObjectName) is { } definition) Send(org, definition, record);
            org.Records.Erase(record);
        }

        org.Records.Commit();
        return [.. changes.Except(events)];
    }

    private static long Send(SalesforceOrg org, ObjectDefinition definition, SalesforceRecord record)
    {
        var schema = PlatformEventSchema.Of(definition);
        org.Bus.Learn(schema.Id, schema.Json);
        var channels = org.Channels.Members.Where(m => m.ObjectName == definition.Name && (m.FilterExpression is not { } filter || org.Filters.Pass(record, filter))).Select(m => PlatformEvent.Root + m.Channel);
        return org.Bus.Publish(new BusEvent(record.Text("EventUuid")!, schema.Id, [PlatformEvent.Root + definition.Name, .. channels], schema.Encode(record), ImmutableDictionary<string, byte[]>.Empty));
    }
}
