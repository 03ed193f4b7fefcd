using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>
/// The right input of one operation, with the status with which it is refused all the same when it is, from a file of <c>Schema/Walk</c>;
/// texts may hold names in braces that <see cref="WalkWorld"/> fills. An operation that has several says after a colon what is special about each.
/// </summary>
/// <param name="ContentType">That of a body which is no JSON and stands there as lines of text.</param>
public sealed record WalkExample(string Operation, string Who, string Query, JsonObject Path, string[] Given, string? Body, string? ContentType, int? Refused)
{
    /// <summary>The documents that have a file of examples.</summary>
    public static IEnumerable<string> Documents => typeof(WalkExample).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("walk/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)).Select(name => name["walk/".Length..]);

    public static List<WalkExample> Of(string document) =>
        [.. JsonNode.Parse(Text(document))!.AsObject().Select(pair => Read(pair.Key.Split(": ")[0], pair.Value!))];

    public static string[] Lines(string file) =>
        [.. Text(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];

    /// <summary>The request, once all that the example needs has been brought about.</summary>
    public async Task<WalkRequest> FillAsync(WalkWorld world)
    {
        foreach (var given in Given)
        {
            await world.ValueAsync(given);
        }

        var path = new Dictionary<string, string>();
        foreach (var (name, value) in Path)
        {
            path[name] = await world.FillAsync(value!.GetValue<string>());
        }

        var request = new WalkRequest(Operation, path, await world.FillAsync(Query), Body is null ? null : await world.FillAsync(Body));
        return ContentType is null ? request : request with { ContentType = ContentType };
    }

    private static WalkExample Read(string operation, JsonNode node) => new(
        operation, node["who"]?.GetValue<string>() ?? "ann", node["query"]?.GetValue<string>() ?? "", node["path"] as JsonObject ?? [],
        [.. (node["given"] as JsonArray ?? []).Select(name => name!.GetValue<string>())],
        node["body"]?.ToJsonString() ?? (node["text"] is JsonArray lines ? string.Join("\r\n", lines.Select(line => line!.GetValue<string>())) : null),
        node["contentType"]?.GetValue<string>(), node["refused"]?.GetValue<int>());

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(WalkExample).Assembly.GetManifestResourceStream("walk/" + file)!);
        return reader.ReadToEnd();
    }
}
