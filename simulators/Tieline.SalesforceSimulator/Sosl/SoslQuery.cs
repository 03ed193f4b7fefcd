using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>Which kind of fields is searched.</summary>
public enum SearchGroup { All, Name, Email, Phone, Sidebar }

/// <summary>A search as written.</summary>
/// <param name="Source">the text with the term blanked out, for errors that show a place</param>
public sealed record SoslQuery(string Term, SearchGroup Group, IReadOnlyList<ReturningItem> Returning, int? Limit, SourceText Source);

/// <summary>
/// One object of RETURNING. Its field list, WHERE, ORDER BY, LIMIT and OFFSET are SOQL's; without a list only ids come back.
/// </summary>
public sealed record ReturningItem(SoqlQuery Query);
