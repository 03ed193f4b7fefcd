using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>A field or function that was looked up: how to read it from a row, or from a group of rows.</summary>
/// <param name="Text">Canonical spelling, so that two mentions can be compared.</param>
/// <param name="Field">The field itself; null for functions.</param>
public sealed record Bound<T>(string Text, FieldType Type, FieldDefinition? Field, int At, Func<T, object?> Read);
