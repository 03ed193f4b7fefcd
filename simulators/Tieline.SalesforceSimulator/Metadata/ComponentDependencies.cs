using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// Which pages, actions and tabs show which Lightning web component, as the Tooling API tells. Other dependencies are not kept.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_metadatacomponentdependency.htm
/// </summary>
internal static class ComponentDependencies
{
    private const string Table = "MetadataComponentDependency";
    private const string Bundle = "LightningComponentBundle";

    private static readonly Dictionary<string, string> Places = new() { ["FlexiPage"] = "componentName", ["QuickAction"] = "lightningWebComponent", ["CustomTab"] = "lwcComponent" };

    internal static void Keep(SalesforceOrg org, string userId, ComponentSource source, string rowId)
    {
        if (!Places.TryGetValue(source.Type.Name, out var element)) return;
        Forget(org, rowId);
        var names = source.Metadata.Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Value.Trim()).Select(name => name.StartsWith("c:", StringComparison.Ordinal) ? name[2..] : name);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            if (MetadataComponents.Find(org, Bundle, name) is { } component)
                SetupRows.Put(org, userId, Table, null, new Dictionary<string, object?>
                {
                    ["MetadataComponentId"] = rowId, ["MetadataComponentName"] = RowExtras.ShortName(source), ["MetadataComponentType"] = source.Type.Row,
                    ["RefMetadataComponentId"] = component.Text("RowId"), ["RefMetadataComponentName"] = name, ["RefMetadataComponentType"] = Bundle,
                });
    }

    internal static void Forget(SalesforceOrg org, string rowId)
    {
        foreach (var row in org.Records.Table(Table).All.Where(r => r.Text("MetadataComponentId") == rowId).ToList()) org.Records.Erase(row);
    }
}
