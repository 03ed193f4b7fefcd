using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Avro;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// The Avro schema of one object's change events. Its id is a hash of its text: same fields, same id.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-deserialization-considerations.html
/// </summary>
public sealed class EventSchema
{
    private static readonly ConditionalWeakTable<ObjectDefinition, EventSchema> Known = [];

    private EventSchema(string name, IReadOnlyList<EventField> fields)
    {
        (Name, Fields) = (name, fields);
        Json = AvroJson.Record(name, fields).ToJsonString();
        Id = Base64Url.EncodeToString(MD5.HashData(Encoding.UTF8.GetBytes(Json)));
        Avro = (RecordSchema)global::Avro.Schema.Parse(Json);
    }

    /// <summary>What a channel of several objects has in common: the header alone.</summary>
    public static EventSchema OfChannels { get; } = new("ChangeEvent", []);

    /// <summary>As in <c>AccountChangeEvent</c>.</summary>
    public string Name { get; }

    /// <summary>The fields after the header, which is field 0.</summary>
    public IReadOnlyList<EventField> Fields { get; }
    public string Json { get; }
    public string Id { get; }
    public RecordSchema Avro { get; }

    public static EventSchema Of(ObjectDefinition definition) => Known.GetValue(definition, d => new EventSchema(EventName(d.Name), EventFields.Of(d)));

    /// <summary><c>AccountChangeEvent</c>, <c>Visit__ChangeEvent</c>; a platform event has no other name.</summary>
    public static string EventName(string objectName) =>
        PlatformEvents.PlatformEvent.IsName(objectName) ? objectName : objectName.EndsWith("__c", StringComparison.Ordinal) ? objectName[..^1] + "ChangeEvent" : objectName + "ChangeEvent";
}
