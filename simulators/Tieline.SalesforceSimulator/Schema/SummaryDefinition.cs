namespace Tieline.SalesforceSimulator.Schema;

/// <summary>A roll-up summary: what is counted, added or compared of the records below a master.</summary>
/// <param name="Operation">count, sum, min or max</param>
/// <param name="Reference">the field of the child that leads to the master</param>
/// <param name="Field">of the child; null when records are counted</param>
/// <param name="Where">in SOQL's words; null: all children</param>
public sealed record SummaryDefinition(string Operation, string ChildObject, string Reference, string? Field, string? Where);
