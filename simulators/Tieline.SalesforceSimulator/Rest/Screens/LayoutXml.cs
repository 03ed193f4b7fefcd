using System.Xml.Linq;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>Reads the sections of a deployed layout; fields that the user does not see are left out.</summary>
internal static class LayoutXml
{
    public static List<LayoutSection> Sections(XElement layout, ObjectDefinition definition) =>
        [.. layout.Children("layoutSections").Where(s => s.Text("style") != "CustomLinks").Select(s => Section(s, definition)).Where(s => s.Items.Count > 0)];

    private static LayoutSection Section(XElement section, ObjectDefinition definition)
    {
        var columns = section.Children("layoutColumns").Select(c => c.Children("layoutItems").ToList()).ToList();
        // Side by side, as the page shows them.
        var rows = Enumerable.Range(0, columns.Select(c => c.Count).DefaultIfEmpty().Max()).SelectMany(row => columns.Where(c => row < c.Count).Select(c => c[row]));
        return new LayoutSection(section.Text("label") ?? "", Math.Max(1, columns.Count), [.. rows.Select(item => Item(item, definition)).OfType<LayoutItem>()]);
    }

    private static LayoutItem? Item(XElement item, ObjectDefinition definition) =>
        item.Text("field") is { } name && definition.Field(name) is { } field ? new(field, item.Text("behavior") == "Required" || PageLayout.IsDemanded(field), item.Text("behavior") == "Readonly") : null;
}
