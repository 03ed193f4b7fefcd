using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Components in the order in which they can be written: types as they need each other, plain fields before summaries, and those before the formulas that name them.</summary>
internal static partial class ComponentOrder
{
    internal static IReadOnlyList<ComponentSource> Of(IEnumerable<ComponentSource> components)
    {
        var ordered = components.OrderBy(c => c.Type.Order).ThenBy(Rank).ThenBy(c => c.FullName, StringComparer.Ordinal).ToList();
        var formulas = ordered.Where(IsFormula).ToList();
        if (formulas.Count < 2) return ordered;
        var (sorted, seen) = (new List<ComponentSource>(), new HashSet<ComponentSource>());
        foreach (var formula in formulas) Visit(formula);
        return [.. ordered.TakeWhile(c => !IsFormula(c)), .. sorted, .. ordered.SkipWhile(c => !IsFormula(c)).Where(c => !IsFormula(c))];

        void Visit(ComponentSource formula)
        {
            if (!seen.Add(formula)) return;
            var named = Name().Matches(formula.Metadata.Text("formula")!).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var other in formulas.Where(f => named.Contains(f.FullName.Split('.')[^1]))) Visit(other);
            sorted.Add(formula);
        }
    }

    private static bool IsFormula(ComponentSource component) => component.Type.Name == "CustomField" && component.Metadata.Text("formula") is not null;

    private static int Rank(ComponentSource component) => component.Type.Name != "CustomField" ? 0 : IsFormula(component) ? 2 : component.Metadata.Text("type") == "Summary" ? 1 : 0;

    [GeneratedRegex("[A-Za-z][A-Za-z0-9_]*__c")]
    private static partial Regex Name();
}
