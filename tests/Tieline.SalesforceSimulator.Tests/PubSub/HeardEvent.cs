using System.Globalization;
using Avro;
using Avro.Generic;
using Avro.IO;
using Eventbus.V1;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>A change event as a subscriber understands it, bitmaps read as the vendor's sample clients read them.</summary>
internal sealed record HeardEvent(string Id, long ReplayId, string SchemaId, RecordSchema Schema, GenericRecord Payload)
{
    public static async Task<HeardEvent> ReadAsync(PubSubClient client, ConsumerEvent one)
    {
        var answer = await client.Calls.GetSchemaAsync(new SchemaRequest { SchemaId = one.Event.SchemaId }, client.Metadata);
        var schema = (RecordSchema)global::Avro.Schema.Parse(answer.SchemaJson);
        var bytes = one.Event.Payload.ToByteArray();
        using var stream = new MemoryStream(bytes);
        var payload = new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(stream));
        Assert.Equal(bytes.Length, stream.Position);
        return new HeardEvent(one.Event.Id, Replay.Number(one.ReplayId), one.Event.SchemaId, schema, payload);
    }

    public object? this[string field] => Payload[field];

    public string Type => ((GenericEnum)Header("changeType")).Value;

    public string[] RecordIds => Texts("recordIds");

    public string[] Changed => Fields("changedFields");

    public string[] Nulled => Fields("nulledFields");

    public string[] Differing => Fields("diffFields");

    /// <summary>The fields that have a value, the header aside.</summary>
    public string[] Given => [.. Schema.Fields.Skip(1).Where(f => Payload[f.Name] is not null).Select(f => f.Name)];

    public object Header(string name) => ((GenericRecord)Payload["ChangeEventHeader"])[name];

    public string[] Texts(string name) => [.. ((object[])Header(name)).Cast<string>()];

    public object? Part(string field, string part) => ((GenericRecord)Payload[field])[part];

    private string[] Fields(string list)
    {
        var bitmaps = Texts(list);
        if (bitmaps.Length == 0) return [];
        Assert.StartsWith("0x", bitmaps[0]);
        return [.. Names(Schema, bitmaps[0]), .. bitmaps.Skip(1).SelectMany(Nested)];
    }

    private IEnumerable<string> Nested(string bitmap)
    {
        var dash = bitmap.IndexOf('-');
        var parent = Schema.Fields[int.Parse(bitmap[..dash], CultureInfo.InvariantCulture)];
        var child = ((UnionSchema)parent.Schema).Schemas.OfType<RecordSchema>().Single();
        return Names(child, bitmap[(dash + 1)..]).Select(name => $"{parent.Name}.{name}");
    }

    private static IEnumerable<string> Names(RecordSchema schema, string bitmap)
    {
        var bytes = Convert.FromHexString(bitmap["0x".Length..]);
        Assert.Equal(bitmap["0x".Length..].ToUpperInvariant(), bitmap["0x".Length..]);
        return Enumerable.Range(0, bytes.Length * 8).Where(bit => (bytes[^(bit / 8 + 1)] >> bit % 8 & 1) == 1).Select(bit => schema.Fields[bit].Name);
    }
}
