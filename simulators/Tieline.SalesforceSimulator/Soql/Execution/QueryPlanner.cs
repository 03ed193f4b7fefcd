using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Finds the indexes that a condition can use: equality, IN and semi-joins on indexed fields; of an AND the best part, of an OR all parts or none.</summary>
public sealed class QueryPlanner(QueryContext context, ObjectDefinition definition, FieldBinder fields)
{
    private readonly RecordTable table = context.Org.Records.Table(definition.Name);

    public IndexPlan? Best(Condition? condition) => condition switch
    {
        Comparison { Operator: "=", Left: FieldPath path } comparison when Key(comparison.Right) is { } key => Lookup(path, [key]),
        InList { Negated: false, Left: FieldPath path } list when list.Values.All(v => Key(v) is not null) => Lookup(path, list.Values.Select(v => Key(v)!)),
        InQuery { Negated: false, Left: FieldPath path } join => Lookup(path, SemiJoin.Values(context, join)),
        AndCondition and => and.Parts.Select(Best).OfType<IndexPlan>().MinBy(p => p.Cardinality),
        OrCondition or => Union([.. or.Parts.Select(Best)]),
        _ => null,
    };

    private static string? Key(Literal literal) => literal switch { TextLiteral text => text.Value, NumberLiteral number => IndexKey.Of(number.Value), _ => null };

    private static IndexPlan? Union(IReadOnlyList<IndexPlan?> parts)
    {
        if (parts.Any(p => p is null)) return null;
        return new IndexPlan([.. parts.SelectMany(p => p!.Fields).Distinct()], parts.Sum(p => p!.Cardinality), parts.SelectMany(p => p!.Ids));
    }

    /// <summary>An empty text means null, which no index holds.</summary>
    private IndexPlan? Lookup(FieldPath path, IEnumerable<string> values)
    {
        if (fields.Bind(path) is not { Steps.Count: 0, Field: { Indexed: true } field }) return null;
        var wanted = values.Select(v => field.Type.IsId() ? RecordIds.Normalize(v) ?? v : v).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (wanted.Any(v => v.Length == 0)) return null;
        if (field.Type == FieldType.Id) return Plan(field, [wanted.FindAll(id => table.TryFind(id, out _))]);
        var found = wanted.ConvertAll(v => table.IdsWith(field.Name, v));
        return found.Contains(null) ? null : Plan(field, found!);
    }

    private static IndexPlan Plan(FieldDefinition field, IReadOnlyList<IReadOnlyList<string>> found) => new([field.Name], found.Sum(ids => ids.Count), found.SelectMany(ids => ids));
}
