using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The layouts, list views and apps that an org has from the start.</summary>
internal static class ScreenSeed
{
    private static readonly string[] Listed = ["Account", "Campaign", "Case", "Contact", "Lead", "Opportunity", "Task"];

    public static void Fill(SalesforceOrg org)
    {
        foreach (var definition in org.Schema.Objects.Where(o => o.Can("layoutable")).OrderBy(o => o.Name, StringComparer.Ordinal))
            SeedRows.Put(org, "Layout", ("Name", definition.Label + " Layout"), ("TableEnumOrId", definition.Name), ("LayoutType", "Standard"));
        foreach (var definition in Listed.Select(n => org.Schema[n]))
        foreach (var (word, api) in new[] { ("All", "All"), ("My", "My") })
            SeedRows.Put(org, "ListView", ("Name", $"{word} {definition.LabelPlural}"), ("DeveloperName", api + definition.LabelPlural.Replace(" ", "", StringComparison.Ordinal)), ("SobjectType", definition.Name), ("IsSoqlCompatible", true));
        foreach (var (name, label) in new[] { ("LightningSales", "Sales"), ("LightningService", "Service") })
            SeedRows.Put(org, "CustomApplication", ("DeveloperName", name), ("Label", label), ("NavType", name == "LightningService" ? "Console" : "Standard"), ("UiType", "Lightning"));
    }
}
