using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Works out a roll-up summary from the master's children as they stand, whoever may see them.</summary>
internal sealed class SummaryReader(SalesforceOrg org, SummaryDefinition summary)
{
    private readonly CompiledQuery children = Compile(org, summary);

    public object? Read(SalesforceRecord master)
    {
        var rows = children.Rows(org.Records.Table(summary.ChildObject).WithText(summary.Reference, master.Id));
        if (summary.Operation == "count") return (decimal)rows.Count();
        var values = rows.Select(r => r[summary.Field!]).OfType<IComparable>();
        return summary.Operation switch { "sum" => values.OfType<decimal>().Sum(), "min" => values.Min(), _ => values.Max() };
    }

    /// <summary>Refuses a filter that cannot be read.</summary>
    public static CompiledQuery Compile(SalesforceOrg org, SummaryDefinition summary)
    {
        var context = new QueryContext(org, userId: "", new SourceText($"SELECT Id FROM {summary.ChildObject}{(summary.Where is null ? "" : $" WHERE ({summary.Where})")}"), basePath: "", includeDeleted: false);
        return CompiledQuery.Of(context, SoqlParser.Parse(context.Source));
    }
}
