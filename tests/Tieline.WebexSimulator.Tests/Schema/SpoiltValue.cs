using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>Values that a schema forbids: of another type, not among its values, of another form, outside its limits.</summary>
public sealed class SpoiltValue(Schemas schemas)
{
    private static readonly (string What, string Json)[] Anything =
    [
        ("a text", "\"text\""), ("a number", "7"), ("a fraction", "1.5"), ("a flag", "true"), ("a list", "[]"), ("an object", "{}"),
        ("a number as text", "\"7\""), ("a flag as text", "\"true\""), ("a text of signs", "\"%~\""),
    ];

    private readonly SchemaCheck check = new(schemas, new HashSet<string>());

    public IEnumerable<(string What, JsonNode Value)> OfBody(JsonNode schema) =>
        Candidates(schemas.Flat(schema)).Where(one => check.Check(one.Value, schema).Count > 0);

    /// <summary>The same for a part of an address, where everything is text and read as what the schema wants.</summary>
    public IEnumerable<(string What, string Text)> OfAddress(JsonNode schema) =>
        Candidates(schemas.Flat(schema)).Where(one => one.Value is JsonValue).Select(one => (one.What, Text: one.Value.ToString()))
            .Where(one => check.Check(Read(one.Text, Schemas.Type(schemas.Flat(schema))), schema).Count > 0);

    private static JsonNode Read(string text, string type) => type switch
    {
        "number" or "integer" when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        "boolean" when bool.TryParse(text, out var flag) => flag,
        _ => text,
    };

    private IEnumerable<(string What, JsonNode Value)> Candidates(JsonObject schema) =>
        Anything.Select(one => (one.What, JsonNode.Parse(one.Json)!)).Concat(AtLimits(schema));

    /// <summary>One step beyond each limit that the schema sets.</summary>
    private IEnumerable<(string What, JsonNode Value)> AtLimits(JsonObject schema)
    {
        foreach (var (name, step) in ((string, int)[])[("minLength", -1), ("maxLength", 1), ("minimum", -1), ("maximum", 1), ("minItems", -1), ("maxItems", 1)])
        {
            if (schema[name]?.Deserialize<double>() + step is { } beyond)
            {
                yield return ($"beyond its {name}", name[3..] switch
                {
                    "Length" => new string('x', (int)beyond),
                    "Items" => new RightValue(schemas).Many(schema, (int)beyond),
                    _ => beyond,
                });
            }
        }
    }
}
