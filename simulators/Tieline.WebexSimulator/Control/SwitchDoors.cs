using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/switches: what the vendor's papers leave open.</summary>
internal sealed class SwitchDoors(WebexCloud cloud)
{
    public void Map(ControlRoutes routes)
    {
        routes.Get("/switches", _ => cloud.Switches);
        routes.Post("/switches", (_, body) => Set(body));
    }

    /// <summary>What is not named stays as it is.</summary>
    private Switches Set(JsonBody body)
    {
        SwitchShapes.Known.Check(body.Root, "The body");
        var merged = JsonSerializer.SerializeToNode(cloud.Switches, WireJson.Options)!.AsObject();
        foreach (var field in body.Root.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            merged[field.Name] = Value(field.Value);
        }

        cloud.Switches = merged.Deserialize<Switches>(WireJson.Options)!;
        cloud.Changed();
        return cloud.Switches;
    }

    /// <summary>A whole number may come as 100.0 or 1e2.</summary>
    private static JsonNode Value(JsonElement given) =>
        given.ValueKind == JsonValueKind.Number && given.GetDouble() is var number && number == Math.Truncate(number)
            ? JsonValue.Create((long)number)
            : JsonNode.Parse(given.GetRawText())!;
}
