using Avro;
using Avro.Generic;
using Avro.IO;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>A change event without some of its fields: they are null, and no bitmap names them.</summary>
internal static class NarrowedEvent
{
    private static readonly string[] Bitmaps = ["nulledFields", "diffFields", "changedFields"];

    /// <param name="stays">by the event's name of a field</param>
    public static byte[] Of(RecordSchema shape, byte[] payload, Func<string, bool> stays)
    {
        var gone = shape.Fields.Skip(1).Where(f => !stays(f.Name)).Select(f => f.Pos).ToHashSet();
        if (gone.Count == 0) return payload;
        using var whole = new MemoryStream(payload);
        var record = new GenericDatumReader<GenericRecord>(shape, shape).Read(null!, new BinaryDecoder(whole));
        foreach (var position in gone) record.Add(position, null);
        var header = (GenericRecord)record.GetValue(0);
        foreach (var name in Bitmaps) header.Add(name, FieldBitmap.Without([.. ((object[])header[name]).Cast<string>()], gone).ToArray<object>());
        using var narrowed = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(shape).Write(record, new BinaryEncoder(narrowed));
        return narrowed.ToArray();
    }
}
