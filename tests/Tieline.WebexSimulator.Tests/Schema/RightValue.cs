using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The smallest value that a schema allows; of a list one item, so that it can be spoilt.</summary>
public sealed class RightValue(Schemas schemas)
{
    public JsonNode? Of(JsonNode node)
    {
        var schema = schemas.Flat(node);
        return (schema["enum"] as JsonArray)?[0]?.DeepClone() ?? Schemas.Type(schema) switch
        {
            "string" => StringFormats.Sample(schema["format"]?.GetValue<string>()).PadRight((int)(ValueLimits.Number(schema, "minLength") ?? 0), 'x'),
            "number" or "integer" => ValueLimits.Number(schema, "minimum") ?? 1,
            "boolean" => true,
            "array" => Many(schema, (int)Math.Max(1, ValueLimits.Number(schema, "minItems") ?? 1)),
            "object" => new JsonObject(Schemas.Required(schema).Select(name => KeyValuePair.Create(name, Of(schema["properties"]![name]!)))),
            _ => ((schema["oneOf"] ?? schema["anyOf"]) as JsonArray)?[0] is { } first ? Of(first) : "x",
        };
    }

    /// <summary>A list of so many right items.</summary>
    public JsonArray Many(JsonObject schema, int count) => [.. Enumerable.Range(0, count).Select(_ => Of(schema["items"]!))];
}
