using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>
/// Holds a value against the vendor's published schema: types, limits, allowed values, alternatives, required members, and no
/// member that the schema does not know, save what is tolerated.
/// </summary>
public sealed class SchemaCheck(Schemas schemas, IReadOnlySet<string> tolerated)
{
    public List<string> Check(JsonNode? value, JsonNode schema, string at = "$")
    {
        var mistakes = new List<string>();
        Walk(value, schema, at, mistakes);
        return mistakes;
    }

    /// <summary>Whether a member that is not named is a mistake: an object without names, or with leave, may hold any.</summary>
    public static bool IsClosed(JsonObject schema) => schema["additionalProperties"] is JsonNode more
        ? more.GetValueKind() == JsonValueKind.False
        : schema["properties"] is not null;

    private void Walk(JsonNode? value, JsonNode node, string at, List<string> mistakes)
    {
        var schema = schemas.Flat(node);
        var type = Schemas.Type(schema);
        if (tolerated.Contains($"{at}:*"))
        {
            return;
        }

        if (value is null)
        {
            mistakes.AddRange(schema["nullable"]?.GetValue<bool>() == true ? [] : [$"{at} is null"]);
            return;
        }

        if (!Fits(value, type) && !tolerated.Contains($"{at}:{type}"))
        {
            mistakes.Add($"{at} is {value.GetValueKind()}, not {type}");
            return;
        }

        mistakes.AddRange(ValueLimits.Broken(value, schema).Select(broken => $"{at} {broken}"));
        if (schema["enum"] is JsonArray allowed && !allowed.Any(choice => JsonNode.DeepEquals(choice, value)) && !tolerated.Contains($"{at}={value}") && !tolerated.Contains($"{at}:{type}"))
        {
            mistakes.Add($"{at} is \"{value}\", which is not among the values");
        }

        WalkAlternatives(value, schema, at, mistakes);
        if (value is JsonArray array && schema["items"] is { } items)
        {
            array.ToList().ForEach(item => Walk(item, items, at + "[]", mistakes));
        }

        if (value is JsonObject members)
        {
            WalkMembers(members, schema, at, mistakes);
        }
    }

    private void WalkAlternatives(JsonNode value, JsonObject schema, string at, List<string> mistakes)
    {
        int? Fitting(string name) => (schema[name] as JsonArray)?.Count(alternative => Check(value, alternative!, at).Count == 0);
        mistakes.AddRange(Fitting("oneOf") is null or 1 ? [] : [$"{at} fits {Fitting("oneOf")} of the alternatives, not one"]);
        mistakes.AddRange(Fitting("anyOf") is not 0 ? [] : [$"{at} fits none of the alternatives"]);
    }

    private void WalkMembers(JsonObject members, JsonObject schema, string at, List<string> mistakes)
    {
        var (properties, more) = (schema["properties"] as JsonObject, schema["additionalProperties"]);
        mistakes.AddRange(Schemas.Required(schema).Where(name => !members.ContainsKey(name)).Select(name => $"{at}.{name} is missing"));
        foreach (var (name, member) in members)
        {
            if ((properties?[name] ?? more as JsonObject) is { } known)
            {
                Walk(member, known, $"{at}.{name}", mistakes);
            }
            else if (IsClosed(schema) && !tolerated.Contains($"{at}.{name}"))
            {
                mistakes.Add($"{at}.{name} is not in the schema");
            }
        }
    }

    private static bool Fits(JsonNode value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.GetValueKind() == JsonValueKind.String,
        "number" => value.GetValueKind() == JsonValueKind.Number,
        "integer" => value.GetValueKind() == JsonValueKind.Number && value.Deserialize<double>() is var number && number == Math.Truncate(number),
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };
}
