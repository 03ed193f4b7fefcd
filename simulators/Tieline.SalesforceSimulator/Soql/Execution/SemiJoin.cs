using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>The ids an inner query of IN (SELECT ...) finds, under the cloud's limits for such queries.</summary>
public static class SemiJoin
{
    private const int Most = 2;

    public static HashSet<string> Values(QueryContext context, InQuery join) =>
        context.SemiJoins.TryGetValue(join, out var found) ? found : context.SemiJoins[join] = Find(context, join);

    private static HashSet<string> Find(QueryContext context, InQuery join)
    {
        if (context.SemiJoins.Count == Most && context.Org.Switches.QueryLimits) throw Refuse(context, join, $"Maximum {Most} semi join sub-selects are allowed");
        var query = join.Query;
        if (query.Select is not [OperandItem { Operand: FieldPath field }]) throw Refuse(context, join, "Semi join sub-selects must select exactly one id field");
        if (query.OrderBy.Count > 0 || query.Limit is not null || query.Offset > 0 || query.GroupBy.Count > 0)
            throw Refuse(context, join, "Semi join sub-selects do not allow ORDER BY, LIMIT, OFFSET or GROUP BY");
        if (Nests(query.Where)) throw Refuse(context, join, "Nesting of semi join sub-selects is not supported");
        var inner = CompiledQuery.Of(context, query);
        var path = inner.Fields.Bind(field);
        if (!path.Field.Type.IsId()) throw Refuse(context, join, $"Semi join sub-selects can only query id fields, cannot use: '{path.Text}'");
        return [.. inner.Rows(inner.Candidates()).Select(row => path.Read(context, row)).OfType<string>()];
    }

    private static Rules.SalesforceRefusal Refuse(QueryContext context, InQuery join, string message) => context.Source.Error("MALFORMED_QUERY", message, join.At);

    private static bool Nests(Condition? condition) => condition switch
    {
        InQuery => true,
        AndCondition and => and.Parts.Any(Nests),
        OrCondition or => or.Parts.Any(Nests),
        NotCondition not => Nests(not.Inner),
        _ => false,
    };
}
