using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Cuts rows into groups, with subtotals when asked for.</summary>
public static class RowGroups
{
    /// <summary>Without keys all rows are one group, an empty one too.</summary>
    public static IEnumerable<RowGroup> Of(IEnumerable<SalesforceRecord> rows, IReadOnlyList<Bound<SalesforceRecord>> keys, Subtotals subtotals)
    {
        if (keys.Count == 0) return [new RowGroup([], [], [.. rows])];
        var all = subtotals == Subtotals.None ? rows : [.. rows];
        return Totals(keys.Count, subtotals).SelectMany(totalled => Of(all, keys, totalled));
    }

    private static IEnumerable<RowGroup> Of(IEnumerable<SalesforceRecord> rows, IReadOnlyList<Bound<SalesforceRecord>> keys, bool[] totalled) =>
        rows.GroupBy(row => Key(row, keys, totalled), GroupKeyComparer.Instance).Select(g => new RowGroup(g.Key, totalled, [.. g]));

    /// <summary>Which keys are left out, once for each kind of group: the plain groups first, the total of all last.</summary>
    private static IEnumerable<bool[]> Totals(int keys, Subtotals subtotals)
    {
        var last = 1 << keys;
        for (var left = 0; left < last; left++)
        {
            // A rollup leaves keys out from the right: in binary, ones only at the end.
            var fits = subtotals switch { Subtotals.Cube => true, Subtotals.Rollup => (left & (left + 1)) == 0, _ => left == 0 };
            if (fits) yield return [.. Enumerable.Range(0, keys).Select(key => (left >> (keys - 1 - key) & 1) == 1)];
        }
    }

    private static object?[] Key(SalesforceRecord row, IReadOnlyList<Bound<SalesforceRecord>> keys, bool[] totalled)
    {
        var key = new object?[keys.Count];
        for (var i = 0; i < key.Length; i++) key[i] = totalled[i] ? null : keys[i].Read(row);
        return key;
    }
}
