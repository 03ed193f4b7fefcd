using System.Text.Json;
using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.CallSettings;

/// <summary>What the pages of the call settings have in common.</summary>
internal static class SettingsShapes
{
    public static readonly Shape Number = Shape.Text(256);
    public static readonly Shape Rings = Shape.Number(2, 20);

    public static Shape Of(params (string Name, Shape Shape)[] fields) => Shape.Object(Fields(fields));

    public static Dictionary<string, Shape> Fields(params (string Name, Shape Shape)[] fields) => fields.ToDictionary(field => field.Name, field => field.Shape);

    public static bool IsOn(JsonElement part) => part.GetProperty("enabled").GetBoolean();

    /// <summary>What is switched on needs a number to go to, and the number must be one.</summary>
    public static void CheckDestination(JsonElement part, string name, WebexCloud cloud)
    {
        var destination = part.TryGetProperty("destination", out var there) && there.GetString() is { Length: > 0 } text ? text : null;
        Refuse.Unless(destination is not null || !IsOn(part), $"{name} needs a destination.");
        if (destination is not null)
        {
            Destination.Read(destination, cloud.Directory);
        }
    }
}
