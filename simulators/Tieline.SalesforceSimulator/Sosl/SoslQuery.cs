using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>Which kind of fields is searched.</summary>
public enum SearchGroup { All, Name, Email, Phone, Sidebar }

/// <summary>A search as written.</summary>
public sealed record SoslQuery(string Term, SearchGroup Group, IReadOnlyList<ReturningItem> Returning, int? Limit);

/// <summary>
/// One object of RETURNING. Its field list, WHERE, ORDER BY, LIMIT and OFFSET are SOQL's; without a list only ids come back.
/// </summary>
public sealed record ReturningItem(SoqlQuery Query);
