using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace Tieline.WebexSimulator.Tests.Fuzz;

/// <summary>One thing to throw: at which door, as whom, with which words in the path, the query and the body.</summary>
internal sealed record FuzzCase(int Door, string Who, string[] Parts, (string Name, string Value)[] Query, (string Name, string Json)[] Body, string? Raw);

/// <summary>Draws things to throw.</summary>
internal static class FuzzGen
{
    public static readonly Gen<string> Text = Gen.Frequency((12, Gen.OneOf(FuzzWords.Texts)), (1, Gen.String[0, 30].Select(Printable)));

    private static readonly Gen<string> Scalar = Gen.Frequency(
        (10, Text.Select(text => JsonSerializer.Serialize(text))),
        (4, Gen.OneOf("null", "true", "false", "0", "1", "-1", "2", "30", "1.5", "100000", "99999999999", "1e400", "1e15", "\"\\ud800\"", "[]", "{}")),
        (1, Gen.Double.Select(number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "0")));

    public static Gen<FuzzCase> Of(IReadOnlyList<FuzzDoor> doors) => Gen.Int[0, doors.Count - 1].SelectMany(door => Gen.Select(
        Gen.OneOf("ann", "ann", "bo", "admin", "admin", "tieline", ""), Text.Array[3],
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 4])).SelectMany(count => Gen.Select(Gen.OneOf(FuzzWords.Queries), Text).Array[count]),
        Members(doors[door].Members, 2).Array[0, 7], Gen.Frequency((30, Gen.Const((string?)null)), (1, Raw)),
        (who, parts, query, body, raw) => new FuzzCase(door, who, parts, query, body, raw)));

    public static Gen<(string Path, (string Name, string Value)[] Fields, bool Escaped)> Forms { get; } = Gen.Select(
        Gen.OneOf(FuzzDoors.Forms), Gen.Select(Gen.OneOf(FuzzWords.FormFields), Gen.Frequency((8, Gen.OneOf(FuzzWords.FormTexts)), (1, Gen.String[0, 20].Select(Printable)))).Array[0, 9], Gen.Bool);

    /// <summary>Bytes that claim to be a form of parts.</summary>
    public static Gen<(string Type, string Body)> Multipart { get; } = Gen.Select(
        Gen.OneOf("multipart/form-data; boundary=b", "multipart/form-data; boundary=b", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"b\"; boundary=c"),
        Gen.Select(Gen.OneOf("form-data; name=\"files\"; filename=\"a\r\tb.txt\"", "form-data; name=\"files\"; filename=\"a.txt\"", "form-data; name=roomId", "form-data; name=\"text\"", "form-data; name=\"markdown\"",
            "form-data; name=\"parentId\"", "form-data", "", "form-data; name=\"files\"; filename*=UTF-8''%FF%00", "attachment"), Gen.OneOf("", "Content-Type: text/plain\r\n", "Content-Type: €/x\r\n", "X\r\n"), Text,
            (disposition, type, content) => $"--b\r\nContent-Disposition: {disposition}\r\n{type}\r\n{content}\r\n").Array[0, 4],
        Gen.OneOf("--b--\r\n", "--b--", "", "--b"), (type, parts, end) => (type, string.Concat(parts) + end));

    private static Gen<string> Raw { get; } = Gen.OneOf(Gen.String[0, 40].Select(Printable), Gen.OneOf("{", "[]", "null", "\"\\ud800\"", "{\"a\":1,\"a\":2}", new string('[', 5000)));

    private static Gen<(string Name, string Json)> Members(string[] names, int depth) => Gen.Select(Gen.OneOf(names), depth == 0 ? Scalar : Gen.Frequency(
        (8, Scalar), (1, Scalar.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")), (1, Members(names, depth - 1).Array[0, 4].Select(Object)),
        (1, Members(names, depth - 1).Array[0, 4].Select(Object).Array[0, 2].Select(items => $"[{string.Join(',', items)}]"))));

    public static string Object(IEnumerable<(string Name, string Json)> members) =>
        $"{{{string.Join(',', members.DistinctBy(member => member.Name).Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Json}"))}}}";

    /// <summary>Half a surrogate pair cannot be sent in UTF-8.</summary>
    private static string Printable(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
