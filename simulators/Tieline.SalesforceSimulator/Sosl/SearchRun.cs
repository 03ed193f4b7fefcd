using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>Runs a search: matches in the index, then each RETURNING filters, orders, cuts and shapes its rows as SOQL would.</summary>
public static class SearchRun
{
    private const int Most = 2000;

    public static JsonArray Execute(RestCall call, SoslQuery search)
    {
        var term = SearchTerm.Parse(search.Term, call.Org.Switches.SearchNeedsEscapes);
        var context = new QueryContext(call.Org, call.UserId, search.Source, call.BasePath, includeDeleted: false) { Version = call.VersionNumber };
        var left = search.Limit ?? Most;
        var found = new JsonArray();
        foreach (var query in Queries(call, search))
        {
            var compiled = CompiledQuery.Of(context, query);
            if (!compiled.Definition.Can("searchable")) throw search.Source.Error("INVALID_TYPE", $"sObject type '{compiled.Definition.Name}' is not searchable", query.From.At);
            var shape = compiled.Projection();
            var rows = call.Org.Search.Find(call.Org, compiled.Definition.Name, term, search.Group)
                .Select(d => call.Org.Records.Find(d.Id)).OfType<Store.SalesforceRecord>().Where(r => !r.IsDeleted && FitsWhatIsSeen(call, compiled, term, search, r));
            foreach (var row in compiled.Result(rows).Take(left))
            {
                found.Add((JsonNode)shape.Row(row));
                left--;
            }
        }

        return found;
    }

    /// <summary>What a user may not read does not find a record for him either.</summary>
    private static bool FitsWhatIsSeen(RestCall call, CompiledQuery compiled, SearchTerm term, SoslQuery search, Store.SalesforceRecord record) =>
        ReferenceEquals(compiled.Definition, call.Org.Schema[compiled.Definition.Name]) || SearchMatch.Fits(term, search.Group, SearchDocument.Of(compiled.Definition, record));

    /// <summary>Without RETURNING all searchable objects answer, with ids only.</summary>
    private static IEnumerable<SoqlQuery> Queries(RestCall call, SoslQuery search) =>
        search.Returning.Count > 0 ? search.Returning.Select(r => r.Query)
            : call.Schema.Objects.Where(o => o.Can("searchable") && o.Can("layoutable")).OrderBy(o => o.Name, StringComparer.Ordinal)
                .Select(o => new SoqlQuery { Select = [new OperandItem(new FieldPath(["Id"], 0), null)], From = new FieldPath([o.Name], 0) });
}
