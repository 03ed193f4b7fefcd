using System.Text.Json.Nodes;
using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>Right texts with something done to them.</summary>
internal static class Broken
{
    private const string Mark = "odd value ";

    /// <summary>JSON that may stand where another value or name stood; not all of it can be held by a JsonNode.</summary>
    private static readonly string[] Odd =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-1e-400", "99999999999999999999999999999999", "-9223372036854775808", "2147483648", "\"\"", "\" \"", "\"x\"", "\"5\"", "\"true\"", "\"1e5\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\u00e9\u4e2d\\ud83d\\ude00\"",
        "\"2030-13-45\"", "\"2030-01-01\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"001Ti0000000001IAA\"", "\"005Ti0000000001IAA\"", "\"@{a.id}\"", "\"@{\"", "\"../..\"", "\"<a href=x>\"", "\"(\"", "\"https://[\"", "\"\\r\\nX: y\"",
        "[]", "{}", "[null]", "[[]]", "[1,\"a\",{}]", "{\"\":null}", "{\"attributes\":{\"type\":\"Account\"}}", "{\"records\":[{}]}", "\"" + new string('a', 70_000) + "\"", new string('[', 60) + new string(']', 60), new string('[', 5000), "{\"a\":1,\"a\":2}", "NaN", "'x'", "",
    ];

    /// <summary>JSON with one to three values left out, exchanged, doubled or renamed.</summary>
    public static Gen<string> Json(params string[] wholes) =>
        Gen.Select(Gen.Int[0, wholes.Length - 1], Gen.Select(Gen.Int[0, 4], Gen.Int[0, 100_000], Gen.Int[0, Odd.Length - 1]).Array[1, 3])
            .Select((which, changes) =>
            {
                var text = wholes[which];
                foreach (var (how, place, odd) in changes) text = Changed(text, how, place, Odd[odd]);
                return text;
            });

    /// <summary>Texts with one to four things done to them: a piece cut out, doubled, or another put in its place.</summary>
    public static Gen<string> Text(string[] wholes, string[] pieces)
    {
        var change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 12], Gen.Int[0, pieces.Length - 1]);
        return Gen.Select(Gen.Int[0, wholes.Length - 1], change.Array[1, 4]).Select((text, changes) => changes.Aggregate(wholes[text], (whole, c) => Changed(whole, c.Item1, c.Item2, c.Item3, pieces[c.Item4])));
    }

    private static string Changed(string text, int how, int place, int length, string piece)
    {
        var at = place % (text.Length + 1);
        var end = Math.Min(text.Length, at + length);
        return how switch
        {
            0 => text[..at] + text[end..],
            1 => text[..end] + text[at..],
            2 => text[..at] + piece + text[end..],
            _ => text[..at],
        };
    }

    private static string Changed(string text, int how, int place, string odd)
    {
        if (Parsed(text) is not { } root) return text;
        var places = Places(root).ToList();
        if (places.Count == 0) return odd;
        var (holder, key) = places[place % places.Count];
        switch (holder)
        {
            case JsonObject json when how == 0:
                json.Remove((string)key);
                break;
            case JsonObject json when how == 1:
                var value = json[(string)key]?.DeepClone();
                json.Remove((string)key);
                json[Mark] = value;
                return root.ToJsonString().Replace($"\"{Mark}\":", (odd is ['"', .., '"'] ? odd : "\"odd\"") + ":", StringComparison.Ordinal);
            case JsonObject json:
                json[(string)key] = Mark;
                break;
            case JsonArray list when how == 0:
                list.RemoveAt((int)key);
                break;
            case JsonArray list when how == 1:
                list.Add(list[(int)key]?.DeepClone());
                break;
            case JsonArray list:
                list[(int)key] = Mark;
                break;
        }

        return root.ToJsonString().Replace($"\"{Mark}\"", odd, StringComparison.Ordinal);
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
            _ = root?.ToJsonString();
            return root;
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<(JsonNode Holder, object Key)> Places(JsonNode node) => node switch
    {
        JsonObject json => json.ToList().SelectMany(p => Within(p.Value).Prepend((json, p.Key))),
        JsonArray list => list.ToList().SelectMany((item, i) => Within(item).Prepend((list, i))),
        _ => [],
    };

    private static IEnumerable<(JsonNode Holder, object Key)> Within(JsonNode? node) => node is null ? [] : Places(node);
}
