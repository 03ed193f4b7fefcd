using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>ORDER BY over rows or groups; empty values come first unless NULLS LAST is said.</summary>
public static class Sorting
{
    public static IEnumerable<T> Sort<T>(QueryContext context, IEnumerable<T> rows, IReadOnlyList<OrderItem> order, Func<Operand, Bound<T>> bind)
    {
        IOrderedEnumerable<T>? sorted = null;
        foreach (var item in order)
        {
            var bound = bind(item.Operand);
            if (bound.Field is { Sortable: false } || bound.Type.IsCompound())
                throw context.Source.Error("INVALID_FIELD", $"field '{bound.Text}' can not be sorted in a query call", bound.At);
            var keys = new SortKeys(bound.Type, bound.Field, item);
            sorted = sorted is null ? rows.OrderBy(row => keys.Of(bound.Read(row)), keys) : sorted.ThenBy(row => keys.Of(bound.Read(row)), keys);
        }

        return sorted ?? rows;
    }
}
