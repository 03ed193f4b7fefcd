using System.Text.Json.Nodes;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// The app the shell shows: the first deployed Lightning app with its tabs and utility bar, or the shell's own app while none is
/// deployed; with the deployed record actions and the org's own objects. What is about an object that the user may not read is left out.
/// </summary>
internal static class ShellApp
{
    internal static JsonObject Of(SalesforceOrg org, string userId)
    {
        var seen = org.Access.SchemaOf(userId);
        var own = JsonNode.Parse(ShellFiles.ReadPage("app-definition.json"))!.AsObject();
        var panels = new StandInPanels(own);
        var deployed = MetadataComponents.All(org, "CustomApplication").Select(c => c.Metadata()).FirstOrDefault(IsLightning);
        own["tabs"] = new JsonObject();
        if (deployed is not null)
        {
            own["name"] = deployed.Text("label");
            own["navigation"] = new JsonArray([.. deployed.Children("tabs").Select(t => Destination(t.Value.Trim())).Where(t => IsOpen(org, seen, t)).Select(t => (JsonNode)t)]);
            own["tabs"] = Tabs(org, deployed, panels);
            own["utilityBar"] = new JsonArray([.. UtilityItems(org, deployed.Text("utilityBar")).Select(panels.Utility)]);
        }

        own["quickActions"] = new JsonArray([.. MetadataComponents.All(org, "QuickAction").Where(c => c.Metadata().Text("type") == "LightningWebComponent" && IsOpen(org, seen, c.Text("FullName")!.Split('.')[0])).Select(c => panels.Action(c.Text("FullName")!, c.Metadata()))]);
        own["objects"] = ShellObjects.Of(org, seen);
        return own;
    }

    /// <summary>What bears no object's name is nobody's secret.</summary>
    private static bool IsOpen(SalesforceOrg org, OrgSchema seen, string name) => org.Schema.Find(name) is null || seen.Find(name) is not null;

    private static bool IsLightning(XElement app) => app.Text("uiType") == "Lightning" && app.Children("formFactors").Any(f => f.Value.Trim() == "Large");

    /// <summary>A standard tab by what it shows, another by its own name.</summary>
    private static string Destination(string tab) => tab == "standard-home" ? "Home" : tab.StartsWith("standard-", StringComparison.Ordinal) ? tab["standard-".Length..] : tab;

    /// <summary>The tabs that show an address or a component; those of objects are the objects' lists.</summary>
    private static JsonObject Tabs(SalesforceOrg org, XElement app, StandInPanels panels)
    {
        var tabs = new JsonObject();
        foreach (var name in app.Children("tabs").Select(t => t.Value.Trim()))
            if (MetadataComponents.Find(org, "CustomTab", name)?.Metadata() is { } tab && !tab.Flag("customObject"))
                tabs[name] = panels.Tab(tab);
        return tabs;
    }

    private static IEnumerable<XElement> UtilityItems(SalesforceOrg org, string? page) =>
        page is null ? [] : MetadataComponents.Find(org, "FlexiPage", page)!.Metadata().Children("flexiPageRegions").Where(r => r.Text("name") == "utilityItems")
            .SelectMany(r => r.Children("itemInstances")).Select(i => i.Child("componentInstance")).OfType<XElement>();
}
