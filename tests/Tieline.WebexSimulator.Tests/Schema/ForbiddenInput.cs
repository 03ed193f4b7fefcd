using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>A request that the published schema forbids, made from one that it allows.</summary>
/// <param name="What">How it was spoilt, such as "licenses[].id missing".</param>
public sealed record ForbiddenInput(string What, string Query, string? Body)
{
    private const string Unknown = "unknownMember";

    public static IEnumerable<ForbiddenInput> Of(PublishedApi api, string operation, string query, JsonNode? body)
    {
        var schema = (api.Operation(operation)["requestBody"]?["content"] as JsonObject)?.FirstOrDefault().Value?["schema"];
        if (schema is not null)
        {
            body ??= new JsonObject();
            foreach (var (what, spoilt) in Spoil(api, body, schema, ""))
            {
                yield return new ForbiddenInput(what, query, spoilt.ToJsonString());
            }

            yield return new ForbiddenInput("body cut short", query, "{\"a\":");
            yield return new ForbiddenInput("body a list", query, "[]");
        }

        foreach (var parameter in (api.Operation(operation)["parameters"] as JsonArray ?? []).Select(parameter => api.Resolve(parameter!)).Where(parameter => parameter["in"]!.GetValue<string>() == "query"))
        {
            foreach (var (what, spoilt) in SpoilQuery(query, parameter))
            {
                yield return new ForbiddenInput(what, spoilt, body?.ToJsonString());
            }
        }
    }

    private static IEnumerable<(string What, JsonNode Spoilt)> Spoil(PublishedApi api, JsonNode value, JsonNode schema, string at)
    {
        schema = api.Resolve(schema);
        if (schema["properties"] is not JsonObject properties || value is not JsonObject members)
        {
            yield break;
        }

        yield return ($"{at}{Unknown}", With(members, Unknown, JsonValue.Create(1)));
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()))
        {
            yield return ($"{at}{name} missing", With(members, name, null));
        }

        foreach (var (name, property) in properties.Select(pair => (pair.Key, api.Resolve(pair.Value!))))
        {
            var type = property["type"]?.GetValue<string>() ?? "object";
            yield return ($"{at}{name} of the wrong type", With(members, name, type == "string" ? JsonValue.Create(7) : JsonValue.Create("text")));
            if (property["enum"] is not null && type == "string")
            {
                yield return ($"{at}{name} not among the values", With(members, name, JsonValue.Create("no such value")));
            }

            if (members[name] is JsonArray { Count: > 0 } list && property["items"] is { } items)
            {
                foreach (var (what, spoilt) in Spoil(api, list[0]!, items, $"{at}{name}[]."))
                {
                    yield return (what, With(members, name, new JsonArray(spoilt)));
                }
            }

            if (members[name] is JsonObject inner)
            {
                foreach (var (what, spoilt) in Spoil(api, inner, property, $"{at}{name}."))
                {
                    yield return (what, With(members, name, spoilt));
                }
            }
        }
    }

    private static IEnumerable<(string What, string Spoilt)> SpoilQuery(string query, JsonNode parameter)
    {
        var (name, schema) = (parameter["name"]!.GetValue<string>(), parameter["schema"]!);
        var others = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal)));
        if (parameter["required"]?.GetValue<bool>() == true)
        {
            yield return ($"?{name} missing", others);
        }

        if (schema["type"]?.GetValue<string>() is "number" or "integer" or "boolean" || schema["enum"] is not null)
        {
            yield return ($"?{name} not among the values", $"{others}&{name}=nonsense");
        }
    }

    private static JsonObject With(JsonObject members, string name, JsonNode? value)
    {
        var copy = members.DeepClone().AsObject();
        copy.Remove(name);
        if (value is not null)
        {
            copy[name] = value;
        }

        return copy;
    }
}
