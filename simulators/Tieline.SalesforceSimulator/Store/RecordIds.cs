namespace Tieline.SalesforceSimulator.Store;

/// <summary>Salesforce ids: 15 case-sensitive characters, 18 with a checksum that tells the case of each.</summary>
public static class RecordIds
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Checksum = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The id of the <paramref name="number"/>-th record of a kind, 18 characters.</summary>
    public static string Make(string keyPrefix, long number)
    {
        Span<char> id = stackalloc char[15];
        keyPrefix.CopyTo(id);
        "Ti0".CopyTo(id[3..]);
        for (var i = 14; i >= 6; i--, number /= 62) id[i] = Digits[(int)(number % 62)];
        return To18(new string(id));
    }

    public static string To18(string id15)
    {
        Span<char> suffix = stackalloc char[3];
        for (var chunk = 0; chunk < 3; chunk++)
        {
            var bits = 0;
            for (var i = 0; i < 5; i++)
                if (id15[chunk * 5 + i] is >= 'A' and <= 'Z')
                    bits |= 1 << i;
            suffix[chunk] = Checksum[bits];
        }

        return string.Concat(id15, suffix);
    }

    /// <summary>The 18-character form of a 15- or 18-character id; null when it is no id (a wrong checksum included).</summary>
    public static string? Normalize(string? id)
    {
        if (id is null || id.Length is not (15 or 18) || !id.All(char.IsAsciiLetterOrDigit)) return null;
        if (id.Length == 15) return To18(id);
        var restored = RestoreCase(id);
        return restored is not null && string.Equals(To18(restored)[15..], id[15..], StringComparison.OrdinalIgnoreCase) ? To18(restored) : null;
    }

    /// <summary>The checksum makes an 18-character id safe against lost upper and lower case: it says which letters were upper.</summary>
    private static string? RestoreCase(string id18)
    {
        var id = id18[..15].ToCharArray();
        for (var chunk = 0; chunk < 3; chunk++)
        {
            var bits = Checksum.IndexOf(char.ToUpperInvariant(id18[15 + chunk]));
            if (bits < 0) return null;
            for (var i = 0; i < 5; i++)
            {
                var at = chunk * 5 + i;
                id[at] = (bits >> i & 1) == 1 ? char.ToUpperInvariant(id[at]) : char.ToLowerInvariant(id[at]);
            }
        }

        return new string(id);
    }
}
