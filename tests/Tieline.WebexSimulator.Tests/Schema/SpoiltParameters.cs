using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>Queries and paths that the schemas of their parameters forbid, each spoilt in one parameter.</summary>
public sealed class SpoiltParameters(Schemas schemas)
{
    /// <summary>An identifier that is well formed and names nothing.</summary>
    private const string OfNothing = "Y2lzY29zcGFyazovL3VzL05PVEhJTkcvMDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw";

    private readonly SpoiltValue spoilt = new(schemas);

    public IEnumerable<(string What, string Query)> OfQuery(string query, JsonNode parameter)
    {
        var (name, schema) = (parameter["name"]!.GetValue<string>(), schemas.Flat(parameter["schema"]!));
        var others = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal)));
        if (parameter["required"]?.GetValue<bool>() == true)
        {
            yield return ($"?{name} missing", others);
        }

        // A list stands in a query as its items, with commas between.
        foreach (var (what, text) in spoilt.OfAddress(schema["items"] ?? schema))
        {
            yield return ($"?{name} is {what}", $"{others}&{name}={Uri.EscapeDataString(text)}");
        }
    }

    /// <summary>Of a path also what names nothing: the schemas say of identifiers only that they are texts.</summary>
    public IEnumerable<(string What, string Value)> OfPath(JsonNode parameter) =>
        spoilt.OfAddress(parameter["schema"]!).Append(("nonsense", "nonsense")).Append(("of nothing", OfNothing))
            .Where(one => one.Item2.Length > 0)
            .Select(one => ($"{{{parameter["name"]}}} is {one.Item1}", Uri.EscapeDataString(one.Item2)));
}
