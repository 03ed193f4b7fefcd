using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings.Interpreting;

/// <summary>Interpreters as hosts write them and as the cloud answers them.</summary>
internal static class InterpreterShapes
{
    public static readonly Dictionary<string, Shape> Fields = new()
    {
        ["languageCode1"] = Shape.Text(20, 1), ["languageCode2"] = Shape.Text(20, 1), ["email"] = Shape.Email, ["displayName"] = Shape.Text(256),
    };

    public static readonly string[] Required = ["languageCode1", "languageCode2"];

    public static readonly Shape Interpretation = Shape.Object(new Dictionary<string, Shape>
    {
        ["enabled"] = Shape.Flag, ["interpreters"] = Shape.List(Shape.Object(Fields, Required), 100),
    }, "enabled");

    public static JsonObject View(string id, JsonBody body)
    {
        var view = new JsonObject { ["id"] = id };
        foreach (var name in Fields.Keys)
        {
            if (body.OptionalText(name) is { } text)
            {
                view[name] = text;
            }
        }

        return view;
    }

    /// <summary>Gives every interpreter an id, in their order.</summary>
    public static void Number(JsonObject interpretation)
    {
        foreach (var (index, interpreter) in (interpretation["interpreters"] as JsonArray ?? []).Index())
        {
            interpreter!["id"] = $"{index + 1}";
        }
    }
}
