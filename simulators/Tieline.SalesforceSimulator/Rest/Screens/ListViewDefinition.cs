using System.Xml.Linq;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>What a list view shows: columns as paths, a condition, and whose records.</summary>
internal sealed record ListViewDefinition(IReadOnlyList<string> Columns, string? Where, string Scope)
{
    private const int MostUsual = 5;
    private static readonly string[] Telling = ["Phone", "Email", "Company", "StageName", "Amount", "CloseDate", "Status", "Priority", "Subject", "ActivityDate", "StartDateTime", "CreatedDate"];

    public static ListViewDefinition Of(SalesforceOrg org, ObjectDefinition definition, SalesforceRecord row)
    {
        var deployed = MetadataComponents.Find(org, "CustomObject", definition.Name)?.Metadata().Children("listViews").FirstOrDefault(v => v.Text("fullName") == row.Text("DeveloperName"));
        return deployed is null ? new(Usual(definition), null, row.Text("DeveloperName")!.StartsWith("My", StringComparison.Ordinal) ? "mine" : "everything") : Read(definition, deployed);
    }

    /// <summary>The query as one user may run it.</summary>
    public CompiledQuery Compile(SalesforceOrg org, string userId, ObjectDefinition definition)
    {
        var context = new QueryContext(org, userId, new SourceText(Query(definition, Columns)), basePath: "", includeDeleted: false);
        return CompiledQuery.Of(context, SoqlParser.Parse(context.Source));
    }

    /// <summary>The columns, the filters in SOQL's words, the scope.</summary>
    private static ListViewDefinition Read(ObjectDefinition definition, XElement view)
    {
        try
        {
            var columns = view.Children("columns").Select(c => ListViewColumns.Path(c.Value.Trim())).DefaultIfEmpty(definition.NameField?.Name ?? "Id");
            return new([.. columns], ListViewFilters.Where(definition, view), view.Text("filterScope") == "Mine" ? "mine" : "everything");
        }
        catch (ComponentProblem problem)
        {
            // A field that it names may have gone since, or is hidden from the user.
            throw SalesforceRefusal.Query("INVALID_FIELD", problem.Message);
        }
    }

    /// <summary>The query behind the view, as describe tells it; further columns are read along.</summary>
    public string Query(ObjectDefinition definition, IEnumerable<string> columns) =>
        $"SELECT {string.Join(", ", columns)} FROM {definition.Name} USING SCOPE {Scope}{(Where is null ? "" : " WHERE " + Where)} ORDER BY {OrderBy(definition)} ASC NULLS FIRST, Id ASC NULLS FIRST";

    public static string OrderBy(ObjectDefinition definition) => definition.NameField is { Sortable: true } name ? name.Name : "Id";

    private static List<string> Usual(ObjectDefinition definition) =>
        [.. Telling.Where(n => definition.Field(n) is not null).Prepend(definition.NameField?.Name ?? "Id").Distinct().Take(MostUsual)];
}
