using System.Security.Cryptography;
using System.Text;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>A long text's change as a unified diff with one hunk; its head tells the SHA-256 of the whole new text.</summary>
public static class TextDifference
{
    private const int Context = 3;

    public static string Between(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var most = Math.Min(old.Length, now.Length);
        var start = 0;
        while (start < most && old[start] == now[start]) start++;
        var end = 0;
        while (end < most - start && old[^(end + 1)] == now[^(end + 1)]) end++;
        var from = Math.Max(0, start - Context);
        var tail = Math.Max(0, end - Context);
        var lines = old[from..start].Select(l => " " + l)
            .Concat(old[start..^end].Select(l => "-" + l))
            .Concat(now[start..^end].Select(l => "+" + l))
            .Concat(old[^end..^tail].Select(l => " " + l));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(after)));
        return $"--- \n+++ {hash}\n@@ -{from + 1},{old.Length - from - tail} +{from + 1},{now.Length - from - tail} @@\n{string.Join('\n', lines)}";
    }
}
