using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>The order of values: text without regard to case, ids with regard to it, picklists by their place in the list.</summary>
public sealed class ValueOrder(FieldType type, FieldDefinition? field) : IComparer<object?>
{
    private readonly StringComparer texts = type.IsId() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
    private readonly Dictionary<string, int>? places = field is { PicklistValues.Count: > 0 }
        ? field.PicklistValues.Select((v, i) => (v.Value, i)).ToDictionary(v => v.Value, v => v.i) : null;

    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) when places is not null && places.GetValueOrDefault(a, int.MaxValue) != places.GetValueOrDefault(b, int.MaxValue)
            => places.GetValueOrDefault(a, int.MaxValue).CompareTo(places.GetValueOrDefault(b, int.MaxValue)),
        (string a, string b) => texts.Compare(a, b),
        _ => Comparer<object>.Default.Compare(x, y),
    };
}
