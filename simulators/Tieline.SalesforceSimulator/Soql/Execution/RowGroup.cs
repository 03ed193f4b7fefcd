using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Rows that belong together in an aggregate query.</summary>
/// <param name="Key">What the rows have in common, in the order of GROUP BY; null where <paramref name="Totalled"/>.</param>
/// <param name="Totalled">Which parts of GROUP BY this group is a subtotal over (ROLLUP, CUBE).</param>
public sealed record RowGroup(IReadOnlyList<object?> Key, IReadOnlyList<bool> Totalled, IReadOnlyList<SalesforceRecord> Rows);
