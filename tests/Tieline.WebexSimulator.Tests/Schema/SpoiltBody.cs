using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>Bodies that a schema forbids, each spoilt in one place of a right one; what the right one omits is made up.</summary>
public sealed class SpoiltBody(Schemas schemas)
{
    private readonly RightValue right = new(schemas);
    private readonly SpoiltValue spoilt = new(schemas);

    public IEnumerable<(string What, JsonNode? Body)> Of(JsonNode? value, JsonNode node, string at = "")
    {
        var schema = schemas.Flat(node);
        return Schemas.Type(schema) switch
        {
            "object" when schema["properties"] is JsonObject properties => OfObject((value as JsonObject) ?? [], properties, schema, at.Length == 0 ? "" : at + "."),
            "array" => OfItems((value as JsonArray)?.FirstOrDefault(), schema["items"]!, at + "[]"),
            _ => [],
        };
    }

    private IEnumerable<(string What, JsonNode? Body)> OfObject(JsonObject members, JsonObject properties, JsonObject schema, string at)
    {
        if (SchemaCheck.IsClosed(schema))
        {
            yield return ($"{at}unknownMember", With(members, "unknownMember", 1));
        }

        var required = Schemas.Required(schema);
        foreach (var name in required)
        {
            var without = members.DeepClone().AsObject();
            without.Remove(name);
            yield return ($"{at}{name} missing", without);
        }

        foreach (var (name, property) in properties)
        {
            var spoils = spoilt.OfBody(property!).Select(one => ($"{at}{name} is {one.What}", (JsonNode?)one.Value)).Concat(Of(members[name] ?? right.Of(property!), property!, at + name));
            foreach (var (what, value) in spoils)
            {
                yield return (what, With(members, name, value));
            }

            if (schemas.Flat(property!)["nullable"]?.GetValue<bool>() != true)
            {
                yield return ($"{at}{name} {(required.Contains(name) ? "required" : "optional")} and null", With(members, name, null));
            }
        }
    }

    private IEnumerable<(string What, JsonNode? Body)> OfItems(JsonNode? item, JsonNode schema, string at) =>
        spoilt.OfBody(schema).Select(one => ($"{at} is {one.What}", (JsonNode?)one.Value))
            .Append(($"{at} is null", null))
            .Concat(Of(item ?? right.Of(schema), schema, at))
            .Select(one => (one.Item1, (JsonNode?)new JsonArray(one.Item2)));

    private static JsonObject With(JsonObject members, string name, JsonNode? value)
    {
        var copy = members.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }
}
