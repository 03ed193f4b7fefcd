using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>COUNT, SUM and their like over the values of a group; empty values do not count.</summary>
public static class Aggregates
{
    public static bool Fits(string name, Bound<SalesforceRecord> field) =>
        !(name is "SUM" or "AVG" && !field.Type.IsNumber()) && !field.Type.IsCompound() && field.Field is not { Filterable: false } && !(name is "MIN" or "MAX" && field.Type == FieldType.Boolean);

    public static object? Value(string name, FieldType type, IEnumerable<object?> all)
    {
        var values = all.Where(v => v is not null);
        return name switch
        {
            "COUNT" => (decimal)values.Count(),
            "COUNT_DISTINCT" => (decimal)values.Select(v => v is string text ? text.ToUpperInvariant() : v).Distinct().Count(),
            "SUM" => Numbers(values, n => n.Sum()),
            "AVG" => Numbers(values, n => n.Average()),
            "MIN" => values.Min(new ValueOrder(type, null)),
            _ => values.Max(new ValueOrder(type, null)),
        };
    }

    private static object? Numbers(IEnumerable<object?> values, Func<List<decimal>, decimal> sum)
    {
        List<decimal> numbers = [.. values.Cast<decimal>()];
        return numbers.Count == 0 ? null : sum(numbers);
    }
}
