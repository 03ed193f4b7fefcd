using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Avro;
using Avro.Generic;
using Avro.IO;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PlatformEvents;

/// <summary>
/// The Avro schema of a platform event: when and by whom, then its own fields. Its id is a hash of its text.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-deserialization-considerations.html
/// </summary>
internal sealed class PlatformEventSchema
{
    private static readonly ConditionalWeakTable<ObjectDefinition, PlatformEventSchema> Known = [];
    private readonly IReadOnlyList<FieldDefinition> own;
    private readonly RecordSchema avro;

    private PlatformEventSchema(ObjectDefinition definition)
    {
        own = [.. definition.Fields.Where(f => f.Custom)];
        Json = new JsonObject
        {
            ["name"] = definition.Name, ["namespace"] = AvroJson.Namespace, ["type"] = "record",
            ["fields"] = new JsonArray(
            [
                new JsonObject { ["name"] = "CreatedDate", ["type"] = "long", ["doc"] = "CreatedDate:DateTime" }, new JsonObject { ["name"] = "CreatedById", ["type"] = "string", ["doc"] = "CreatedBy:EntityId" },
                .. own.Select(f => (JsonNode)new JsonObject { ["name"] = f.Name, ["type"] = new JsonArray("null", Word(f.Type)), ["doc"] = "Data:" + Doc(f.Type), ["default"] = null }),
            ]),
        }.ToJsonString();
        Id = Base64Url.EncodeToString(MD5.HashData(Encoding.UTF8.GetBytes(Json)));
        avro = (RecordSchema)Avro.Schema.Parse(Json);
    }

    public string Json { get; }
    public string Id { get; }

    public static PlatformEventSchema Of(ObjectDefinition definition) => Known.GetValue(definition, d => new PlatformEventSchema(d));

    public byte[] Encode(SalesforceRecord record)
    {
        var written = new GenericRecord(avro);
        written.Add("CreatedDate", record.Moment("CreatedDate")!.Value.ToUnixTimeMilliseconds());
        written.Add("CreatedById", record.Text("CreatedById"));
        foreach (var field in own)
        {
            written.Add(field.Name, record[field.Name] switch
            {
                decimal number => (double)number,
                DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
                var value => value,
            });
        }

        using var stream = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(avro).Write(written, new BinaryEncoder(stream));
        return stream.ToArray();
    }

    /// <summary>The fields that a publisher gave; null when the bytes are none of this schema.</summary>
    public JsonObject? Decode(byte[] payload)
    {
        try
        {
            using var stream = new MemoryStream(payload);
            var record = new GenericDatumReader<GenericRecord>(avro, avro).Read(null!, new BinaryDecoder(stream));
            if (stream.Position != payload.Length) return null;
            return new JsonObject(own.Where(f => record[f.Name] is not null).Select(f => KeyValuePair.Create(f.Name, Node(f.Type, record[f.Name]))));
        }
        catch (Exception unreadable) when (unreadable is AvroException or IOException or OverflowException or ArgumentException or IndexOutOfRangeException or OutOfMemoryException)
        {
            return null;
        }
    }

    private static JsonNode? Node(FieldType type, object value) => value switch
    {
        long milliseconds when Math.Abs(milliseconds) < 250_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) is var moment && type == FieldType.Date ? RestJson.Date(DateOnly.FromDateTime(moment.UtcDateTime)) : RestJson.Moment(moment),
        long milliseconds => JsonValue.Create(milliseconds),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        bool flag => JsonValue.Create(flag),
        _ => JsonValue.Create(value.ToString()),
    };

    private static string Word(FieldType type) => type switch { FieldType.Boolean => "boolean", FieldType.Double => "double", FieldType.Date or FieldType.Datetime => "long", _ => "string" };

    private static string Doc(FieldType type) => type switch { FieldType.Boolean => "Boolean", FieldType.Double => "Double", FieldType.Date => "DateOnly", FieldType.Datetime => "DateTime", FieldType.Textarea => "PlainTextArea", _ => "Text" };
}
