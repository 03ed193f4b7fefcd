using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>The rows worth testing, in the order of their ids: by a plan over indexes, else all of the object.</summary>
public static class Candidates
{
    public static IEnumerable<SalesforceRecord> Of(QueryContext context, ObjectDefinition definition, Condition? where, IndexPlan? plan)
    {
        if (definition.Virtual) return VirtualRows.Of(context, definition, where);
        var table = context.Org.Records.Table(definition.Name);
        return plan is null ? table.All : plan.Ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => table.TryFind(id, out var row) ? row : throw new InvalidOperationException($"The index knows {id}, the table does not."));
    }
}
