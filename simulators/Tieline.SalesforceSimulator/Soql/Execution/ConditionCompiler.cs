using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Turns a condition into a test of rows (WHERE) or of groups (HAVING).</summary>
public sealed class ConditionCompiler<T>(QueryContext context, Func<Operand, Bound<T>> bind)
{
    private readonly LiteralTests literals = new(context);

    public Func<T, bool> Compile(Condition condition) => Compile(condition, underOr: false);

    private Func<T, bool> Compile(Condition condition, bool underOr) => condition switch
    {
        AndCondition and => All([.. and.Parts.Select(p => Compile(p, underOr))]),
        OrCondition or => Any([.. or.Parts.Select(p => Compile(p, underOr: true))]),
        NotCondition not => Not(Compile(not.Inner, underOr)),
        Comparison comparison => Compare(comparison),
        InList list => In(list),
        InQuery query => Join(query, underOr),
        Includes includes => Include(includes),
        _ => throw new InvalidOperationException($"A condition of kind {condition.GetType().Name} has no meaning."),
    };

    private static Func<T, bool> Not(Func<T, bool> inner) => row => !inner(row);

    private static Func<T, bool> All(Func<T, bool>[] parts) => row =>
    {
        foreach (var part in parts)
            if (!part(row))
                return false;
        return true;
    };

    private static Func<T, bool> Any(Func<T, bool>[] parts) => row =>
    {
        foreach (var part in parts)
            if (part(row))
                return true;
        return false;
    };

    private Func<T, bool> Compare(Comparison comparison)
    {
        var left = bind(comparison.Left);
        if (Distances.IsOne(comparison.Left) && comparison.Operator is not ("<" or ">")) throw Distances.BadOperator(context, left.At);
        var test = literals.Of(left, comparison.Operator, comparison.Right);
        return row => test(left.Read(row));
    }

    private Func<T, bool> In(InList list)
    {
        var left = bind(list.Left);
        if (Distances.IsOne(list.Left)) throw Distances.BadOperator(context, left.At);
        if (list.Values.All(v => v is TextLiteral) && (left.Type.IsText() || left.Type.IsId()) && left.Field is not { Filterable: false })
        {
            var wanted = list.Values.Select(v => (string)literals.Value(left, v)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return row => wanted.Contains(left.Read(row) as string ?? "") != list.Negated;
        }

        var tests = list.Values.Select(v => literals.Of(left, "=", v)).ToArray();
        return row => left.Read(row) is var value && tests.Any(t => t(value)) != list.Negated;
    }

    private Func<T, bool> Join(InQuery query, bool underOr)
    {
        if (underOr) throw context.Source.Error("MALFORMED_QUERY", "Semi join sub-selects are not allowed with the 'OR' operator", query.At);
        var left = bind(query.Left);
        if (!left.Type.IsId()) throw context.Source.Error("MALFORMED_QUERY", $"Semi join sub-selects can only query id fields, cannot use: '{left.Text}'", left.At);
        var found = SemiJoin.Values(context, query);
        return row => left.Read(row) is string id ? found.Contains(id) != query.Negated : query.Negated;
    }

    private Func<T, bool> Include(Includes includes)
    {
        var left = bind(includes.Left);
        if (left.Type != FieldType.Multipicklist) throw context.Source.Error("INVALID_QUERY_FILTER_OPERATOR", $"includes and excludes are for multi-select picklists, not for {left.Text}", left.At);
        var combinations = includes.Values.Select(v => v.Value.Split(';')).ToArray();
        return row =>
        {
            var chosen = (left.Read(row) as string)?.Split(';').ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
            return combinations.Any(c => c.All(chosen.Contains)) != includes.Negated;
        };
    }
}
