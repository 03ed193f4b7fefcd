using Avro;
using Avro.Generic;
using Avro.IO;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>Writes a change event in Avro's binary form, without a container.</summary>
public static class EventEncoder
{
    public static byte[] Encode(EventSchema schema, ChangeHeader header, ChangeBody body)
    {
        var record = new GenericRecord(schema.Avro);
        record.Add("ChangeEventHeader", Header(schema, header, body));
        for (var i = 0; i < schema.Fields.Count; i++) record.Add(i + 1, Value(schema.Fields[i], schema.Avro.Fields[i + 1].Schema, body));
        using var stream = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(schema.Avro).Write(record, new BinaryEncoder(stream));
        return stream.ToArray();
    }

    private static GenericRecord Header(EventSchema schema, ChangeHeader header, ChangeBody body)
    {
        var shape = (RecordSchema)schema.Avro["ChangeEventHeader"].Schema;
        var record = new GenericRecord(shape);
        record.Add("entityName", header.EntityName);
        record.Add("recordIds", header.RecordIds.ToArray<object>());
        record.Add("changeType", new GenericEnum((EnumSchema)shape["changeType"].Schema, body.ChangeType));
        record.Add("changeOrigin", header.Author.Origin);
        record.Add("transactionKey", header.TransactionKey);
        record.Add("sequenceNumber", header.SequenceNumber);
        record.Add("commitTimestamp", header.CommittedAt.ToUnixTimeMilliseconds());
        record.Add("commitNumber", header.CommitNumber);
        record.Add("commitUser", header.Author.UserId);
        record.Add("nulledFields", Bitmap(schema, name => body.Changed.Contains(name) && !body.Values.ContainsKey(name)));
        record.Add("diffFields", Bitmap(schema, body.Shortened.Contains));
        record.Add("changedFields", Bitmap(schema, body.Changed.Contains));
        return record;
    }

    private static object[] Bitmap(EventSchema schema, Func<string, bool> fits) => [.. FieldBitmap.Of(schema.Fields, fits)];

    private static object? Value(EventField field, global::Avro.Schema type, ChangeBody body)
    {
        if (field.Parts.Count == 0) return Plain(field, body);
        var parts = field.Parts.Select(p => Plain(p, body)).ToList();
        if (parts.TrueForAll(p => p is null)) return null;
        var record = new GenericRecord(((UnionSchema)type).Schemas.OfType<RecordSchema>().Single());
        for (var i = 0; i < parts.Count; i++) record.Add(i, parts[i]);
        return record;
    }

    private static object? Plain(EventField field, ChangeBody body) => field.Source is { } source && body.Values.TryGetValue(source.Name, out var value) ? Avro(value, source.Type) : null;

    private static object Avro(object value, Schema.FieldType type) => value switch
    {
        decimal number when type == Schema.FieldType.Int => (int)Math.Clamp(number, int.MinValue, int.MaxValue),
        decimal number => (double)number,
        DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds(),
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        string time when type == Schema.FieldType.Time => (long)TimeOnly.Parse(time.TrimEnd('Z'), System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan().TotalMilliseconds,
        _ => value,
    };
}
