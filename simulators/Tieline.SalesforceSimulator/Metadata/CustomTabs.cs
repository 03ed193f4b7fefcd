using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>A tab shows exactly one thing: an object, a Lightning page, a component, a page or an address.</summary>
internal static class CustomTabs
{
    private static readonly string[] Kinds = ["auraComponent", "customObject", "flexiPage", "lwcComponent", "page", "url"];

    internal static string TypeOf(XElement tab)
    {
        var given = Kinds.Where(k => k == "customObject" ? tab.Flag(k) : tab.Text(k) is not null).ToList();
        if (given.Count != 1) throw ComponentProblem.At(tab, "Must specify exactly one of auraComponent, customObject, flexiPage, lwcComponent, page, url for a CustomTab");
        if (given[0] != "customObject" && tab.Text("label") is null) throw ComponentProblem.At(tab, "Must specify a non-empty label for the CustomTab");
        return given[0] == "lwcComponent" ? "lwc" : given[0] == "auraComponent" ? "aura" : given[0];
    }
}
