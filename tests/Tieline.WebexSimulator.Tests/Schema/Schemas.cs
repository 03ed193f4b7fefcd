using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The schemas of one document: references followed, and the parts of an <c>allOf</c> laid together.</summary>
public sealed class Schemas(JsonNode document)
{
    public JsonObject Flat(JsonNode schema)
    {
        schema = Resolve(schema);
        if (schema["allOf"] is not JsonArray parts)
        {
            return schema.AsObject();
        }

        var flat = schema.DeepClone().AsObject();
        flat.Remove("allOf");
        foreach (var part in parts)
        {
            Lay(Flat(part!), flat);
        }

        return flat;
    }

    public JsonNode Resolve(JsonNode node)
    {
        while (node["$ref"]?.GetValue<string>() is { } reference)
        {
            node = reference.TrimStart('#', '/').Split('/').Aggregate(document, (there, part) => there[part]!);
        }

        return node;
    }

    /// <summary>The type that a schema names or means; empty when any will do.</summary>
    public static string Type(JsonObject schema) => schema["type"]?.GetValue<string>() ?? (schema["properties"] is null ? "" : "object");

    public static HashSet<string> Required(JsonObject schema) => [.. (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>())];

    private static void Lay(JsonObject part, JsonObject onto)
    {
        foreach (var (name, value) in part)
        {
            switch (onto[name])
            {
                case null:
                    onto[name] = value?.DeepClone();
                    break;
                case JsonObject there when value is JsonObject more:
                    Lay(more, there);
                    break;
                case JsonArray there when name == "required":
                    value!.AsArray().ToList().ForEach(one => there.Add(one!.DeepClone()));
                    break;
            }
        }
    }
}
