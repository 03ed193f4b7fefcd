using System.Globalization;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// Lists of fields as hex bitmaps over the event's schema: first the top fields, then <c>parent-bitmap</c> for each compound.
/// See https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-deserialization-considerations.html
/// </summary>
public static class FieldBitmap
{
    /// <summary>The bitmaps of those fields of the schema that fit; empty when none does.</summary>
    /// <param name="fits">by the object's field name: <c>Phone</c>, <c>BillingCity</c></param>
    public static IReadOnlyList<string> Of(IReadOnlyList<EventField> fields, Func<string, bool> fits)
    {
        // Field 0 is the header.
        var top = Enumerable.Range(0, fields.Count).Where(i => fields[i].Parts.Count == 0 && Fits(fields[i], fits)).Select(i => i + 1).ToList();
        var nested = Enumerable.Range(0, fields.Count).Select(i => (Parent: i + 1, Bits: Bits(fields[i].Parts, fits))).Where(n => n.Bits.Count > 0)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Parent}-{Hex(n.Bits)}")).ToList();
        return top.Count + nested.Count == 0 ? [] : [Hex(top), .. nested];
    }

    /// <summary>The bitmaps once some top fields are left out, with all their parts.</summary>
    public static IReadOnlyList<string> Without(IReadOnlyList<string> bitmaps, IReadOnlySet<int> gone)
    {
        if (bitmaps.Count == 0) return [];
        var bytes = Convert.FromHexString(bitmaps[0].AsSpan(2));
        var top = Enumerable.Range(0, bytes.Length * 8).Where(bit => (bytes[^(bit / 8 + 1)] >> bit % 8 & 1) == 1 && !gone.Contains(bit)).ToList();
        var nested = bitmaps.Skip(1).Where(b => !gone.Contains(int.Parse(b.AsSpan(0, b.IndexOf('-')), CultureInfo.InvariantCulture))).ToList();
        return top.Count + nested.Count == 0 ? [] : [Hex(top), .. nested];
    }

    /// <summary>One big-endian number in upper-case hex, an even number of digits; bit 0 is the lowest.</summary>
    public static string Hex(IReadOnlyList<int> bits)
    {
        var bytes = new byte[bits.Count == 0 ? 1 : bits.Max() / 8 + 1];
        foreach (var bit in bits) bytes[^(bit / 8 + 1)] |= (byte)(1 << bit % 8);
        return "0x" + Convert.ToHexString(bytes);
    }

    private static List<int> Bits(IReadOnlyList<EventField> parts, Func<string, bool> fits) => [.. Enumerable.Range(0, parts.Count).Where(i => Fits(parts[i], fits))];

    private static bool Fits(EventField field, Func<string, bool> fits) => field.Source is { } source && fits(source.Name);
}
