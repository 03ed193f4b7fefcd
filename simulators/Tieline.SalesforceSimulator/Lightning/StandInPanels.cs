using System.Text.Json.Nodes;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Metadata;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// The shell runs no Lightning components. In place of one it shows the Tieline panel that the component frames: the one that its design
/// attribute <c>panel</c> names, or that is part of its name; a component that fits none says that it runs only in the cloud.
/// </summary>
internal sealed class StandInPanels(JsonObject shell)
{
    private readonly List<JsonObject> known = [.. shell["panels"]!.AsArray().Concat(shell["utilityBar"]!.AsArray()).Concat(shell["recordActions"]!.AsObject().Select(a => a.Value)).Select(i => i!.AsObject()).Where(i => i.ContainsKey("panel"))];

    internal JsonNode Utility(XElement instance)
    {
        var properties = instance.Children("componentInstanceProperties").Where(p => p.Text("name") is not null).GroupBy(p => p.Text("name")!).ToDictionary(g => g.Key, g => g.First().Text("value"));
        var component = instance.Text("componentName")!;
        var item = new JsonObject
        {
            ["key"] = instance.Text("identifier") ?? component, ["label"] = properties.GetValueOrDefault("label") ?? component, ["icon"] = Icon(properties.GetValueOrDefault("icon")),
            ["width"] = Size(properties.GetValueOrDefault("width"), 340), ["height"] = Size(properties.GetValueOrDefault("height"), 480), ["startAutomatically"] = properties.GetValueOrDefault("eager") == "true",
        };
        return With(item, component, properties.GetValueOrDefault("panel"));
    }

    internal JsonNode Action(string fullName, XElement action)
    {
        var item = new JsonObject
        {
            ["name"] = fullName, ["object"] = fullName.Contains('.') ? fullName.Split('.')[0] : null, ["label"] = action.Text("label") ?? fullName, ["icon"] = "call",
            ["width"] = Size(action.Text("width"), 480), ["height"] = Size(action.Text("height"), 560),
        };
        return With(item, action.Text("lightningWebComponent")!, null);
    }

    internal JsonNode Tab(XElement tab)
    {
        var item = new JsonObject { ["label"] = tab.Text("label"), ["height"] = Size(tab.Text("frameHeight"), 600) };
        if (tab.Text("url") is not { } url) return With(item, tab.Text("lwcComponent") ?? "", null);
        item["url"] = url;
        return item;
    }

    private JsonObject With(JsonObject item, string component, string? named)
    {
        var panel = known.FirstOrDefault(k => (string?)k["panel"] == named) ?? (named is null ? known.FirstOrDefault(k => component.Contains(((string)k["panel"]!).Replace("-", ""), StringComparison.OrdinalIgnoreCase)) : null);
        if (panel is null) item["notRun"] = component;
        else (item["panel"], item["path"]) = ((string?)panel["panel"], (string?)panel["path"]);
        return item;
    }

    private static string Icon(string? given) => given?.Split(':')[^1] is { Length: > 0 } icon && icon.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? icon : "settings";

    private static int Size(string? given, int otherwise) => int.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var size) && size is > 0 and <= 2000 ? size : otherwise;
}
