using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>
/// Holds an answer against the vendor's published schema: types, allowed values, required members, and no member
/// that the schema does not know, save those named as seen in practice.
/// </summary>
public sealed class SchemaCheck(JsonNode document, IReadOnlySet<string> tolerated)
{
    public List<string> Check(JsonNode? value, JsonNode schema, string at = "$")
    {
        var mistakes = new List<string>();
        Walk(value, schema, at, mistakes);
        return mistakes;
    }

    private void Walk(JsonNode? value, JsonNode schema, string at, List<string> mistakes)
    {
        if (tolerated.Contains($"{at}:*"))
        {
            return;
        }

        schema = Resolve(schema);
        if (schema["allOf"] is JsonArray { Count: 1 } all)
        {
            Walk(value, all[0]!, at, mistakes);
            return;
        }

        if (value is null)
        {
            if (schema["nullable"]?.GetValue<bool>() != true)
            {
                mistakes.Add($"{at} is null");
            }

            return;
        }

        var type = schema["type"]?.GetValue<string>() ?? (schema["properties"] is null ? "" : "object");
        if (!Fits(value, type) && !tolerated.Contains($"{at}:{type}"))
        {
            mistakes.Add($"{at} is {value.GetValueKind()}, not {type}");
            return;
        }

        if (schema["enum"] is JsonArray allowed && type == "string" && value.GetValueKind() == System.Text.Json.JsonValueKind.String
            && !allowed.Any(choice => JsonNode.DeepEquals(choice, value)) && !tolerated.Contains($"{at}={value}"))
        {
            mistakes.Add($"{at} is \"{value}\", which is not among the values");
        }

        if (value is JsonArray array && schema["items"] is { } items)
        {
            foreach (var item in array)
            {
                Walk(item, items, at + "[]", mistakes);
            }
        }

        if (value is JsonObject members && schema["properties"] is JsonObject properties)
        {
            WalkMembers(members, properties, schema["required"] as JsonArray, at, mistakes);
        }
    }

    private void WalkMembers(JsonObject members, JsonObject properties, JsonArray? required, string at, List<string> mistakes)
    {
        mistakes.AddRange((required ?? []).Select(name => name!.GetValue<string>()).Where(name => !members.ContainsKey(name)).Select(name => $"{at}.{name} is missing"));
        foreach (var (name, member) in members)
        {
            if (properties[name] is { } schema)
            {
                Walk(member, schema, $"{at}.{name}", mistakes);
            }
            else if (!tolerated.Contains($"{at}.{name}"))
            {
                mistakes.Add($"{at}.{name} is not in the schema");
            }
        }
    }

    private JsonNode Resolve(JsonNode schema)
    {
        while (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, part) => node[part]!);
        }

        return schema;
    }

    private static bool Fits(JsonNode value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "number" or "integer" => value.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "boolean" => value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => true,
    };
}
