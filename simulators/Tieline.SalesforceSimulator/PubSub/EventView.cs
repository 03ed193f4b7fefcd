using Avro;
using Google.Protobuf;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.PubSub.Contract;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>
/// Events as one subscriber may have them: change events of objects whose records he may all see, without the fields he may not read; platform events he may read.
/// What he may is asked anew for each event.
/// See https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_security_field.htm
/// </summary>
internal sealed class EventView(SalesforceOrg org, string userId)
{
    private readonly Dictionary<string, RecordSchema> shapes = new(StringComparer.Ordinal);

    /// <summary>Null when the event is not for him.</summary>
    public ConsumerEvent? Of(BusEntry entry, string topic)
    {
        var happened = entry.Event!;
        if (Shape(happened.SchemaId) is not { } shape || Payload(shape, happened.PayloadFor(topic)) is not { } payload) return null;
        return new ConsumerEvent
        {
            ReplayId = ByteString.CopyFrom(EventBus.Bytes(entry.ReplayId)),
            Event = new ProducerEvent { Id = happened.Id, SchemaId = happened.SchemaId, Payload = ByteString.CopyFrom(payload) },
        };
    }

    private byte[]? Payload(RecordSchema shape, byte[] whole) => org.Run(() =>
    {
        if (About(shape.Name) is not { } about || !org.Access.Of(userId).Hears(about)) return null;
        if (PlatformEvent.Is(about)) return whole; // Its fields have no rights of their own.
        var seen = org.Access.SchemaOf(userId).Find(about.Name);
        return ReferenceEquals(seen, about) ? whole : NarrowedEvent.Of(shape, whole, name => about.Field(name) is null || seen?.Field(name) is not null);
    });

    private ObjectDefinition? About(string schemaName) =>
        org.Schema.Objects.FirstOrDefault(o => (PlatformEvent.Is(o) ? o.Name : EventSchema.EventName(o.Name)) == schemaName);

    /// <summary>Null when the org was put back meanwhile and knows the schema no more.</summary>
    private RecordSchema? Shape(string schemaId)
    {
        if (shapes.TryGetValue(schemaId, out var known)) return known;
        return org.Bus.Schemas.TryGetValue(schemaId, out var json) ? shapes[schemaId] = (RecordSchema)global::Avro.Schema.Parse(json) : null;
    }
}
