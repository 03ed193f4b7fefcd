namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>A way to a query's rows by index instead of through all of them.</summary>
/// <param name="Fields">The fields whose indexes are used.</param>
/// <param name="Cardinality">The most rows that can come out.</param>
/// <param name="Ids">The rows' ids, in no order; one may come twice.</param>
public sealed record IndexPlan(IReadOnlyList<string> Fields, int Cardinality, IEnumerable<string> Ids);
