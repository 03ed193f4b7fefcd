using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>What one part of ORDER BY compares: text in capitals (ids as they are) with its beginning as a number, so that most comparisons need not look at the text.</summary>
public readonly record struct SortKey(ulong Beginning, object? Value);

/// <summary>Keys of one part of ORDER BY and their order: direction, place of the empty values, picklists by their place in the list.</summary>
public sealed class SortKeys(FieldType type, FieldDefinition? field, OrderItem order) : IComparer<SortKey>
{
    private const int CharactersInBeginning = 4;
    private readonly bool byPlace = field is { PicklistValues.Count: > 0 };
    private readonly ValueOrder values = new(type, field);

    public SortKey Of(object? value) => value is string text && !byPlace && (type.IsId() ? text : text.ToUpperInvariant()) is var written ? new(Beginning(written), written) : new(0, value);

    public int Compare(SortKey x, SortKey y)
    {
        if (x.Value is null || y.Value is null) return (x.Value is null ? 0 : 1) - (y.Value is null ? 0 : 1) is var side && order.NullsLast ? -side : side;
        if (x.Beginning != y.Beginning) return Directed(x.Beginning.CompareTo(y.Beginning));
        return Directed(x.Value is string a && y.Value is string b && !byPlace ? string.CompareOrdinal(a, b) : values.Compare(x.Value, y.Value));
    }

    private int Directed(int comparison) => order.Descending ? -comparison : comparison;

    private static ulong Beginning(string text)
    {
        var number = 0UL;
        for (var i = 0; i < CharactersInBeginning; i++) number = (number << 16) | (i < text.Length ? text[i] : 0UL);
        return number;
    }
}
