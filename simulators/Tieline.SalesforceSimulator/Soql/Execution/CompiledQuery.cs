using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>A query (or child subquery) with everything looked up: which rows, in which order, in which shape.</summary>
public sealed class CompiledQuery
{
    private const int LargestOffset = 2000;
    private readonly QueryContext context;
    private readonly SoqlQuery query;
    private readonly int level;
    private readonly Func<SalesforceRecord, bool> filter;
    private readonly Func<SalesforceRecord, bool> scope;

    private CompiledQuery(QueryContext context, SoqlQuery query, ObjectDefinition definition, int level)
    {
        (this.context, this.query, this.level, Definition) = (context, query, level, definition);
        QueryLimits.CheckSubqueries(context, query);
        Fields = new FieldBinder(context, definition, query.From, query.Aliases);
        Operands = new OperandBinder(context, Fields);
        if (query.Offset > LargestOffset) throw context.Source.Error("NUMBER_OUTSIDE_VALID_RANGE", $"Maximum SOQL offset allowed is {LargestOffset}", query.OffsetAt);
        if (query.DataCategoryAt is { } at) throw context.Source.Error("MALFORMED_QUERY", $"{definition.Name} has no data categories", at);
        scope = QueryScopes.Of(context, definition, query);
        filter = query.Where is null ? _ => true : new ConditionCompiler<SalesforceRecord>(context, Operands.Bind).Compile(query.Where);
    }

    public ObjectDefinition Definition { get; }
    public FieldBinder Fields { get; }
    public OperandBinder Operands { get; }

    /// <summary>A query on an object of the org.</summary>
    public static CompiledQuery Of(QueryContext context, SoqlQuery query)
    {
        var name = query.From.Parts[^1];
        var definition = query.From.Parts.Count == 1 ? context.Schema.Find(name) : null;
        if (definition is null || !context.Knows(definition))
            throw context.Source.Error("INVALID_TYPE", $"sObject type '{query.From}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.", query.From.At);
        return new CompiledQuery(context, query, definition, level: 1);
    }

    /// <summary>A child subquery, whose FROM names a relationship of this query's object, perhaps after its name or alias.</summary>
    public (CompiledQuery Query, ChildRelationship Child) OfChild(SoqlQuery child)
    {
        QueryLimits.CheckDepth(context, level + 1, child.From.At);
        var ours = child.From.Parts is [_] || (child.From.Parts is [var prefix, _] && (prefix.Equals(Definition.Name, StringComparison.OrdinalIgnoreCase) || query.Aliases.GetValueOrDefault(prefix) is { Parts.Count: 0 }));
        var relationship = ours ? context.Schema.Child(Definition.Name, child.From.Parts[^1]) : null;
        if (relationship is null)
            throw context.Source.Error("INVALID_TYPE", $"Didn't understand relationship '{child.From}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.", child.From.At);
        if (child.IsAggregate || child.Having is not null) throw context.Source.Error("MALFORMED_QUERY", "Child subqueries are not grouped or aggregated", child.From.At);
        return (new CompiledQuery(context, child, context.Schema[relationship.ChildObject], level + 1), relationship);
    }

    /// <summary>How the rows are reached; null when each row of the object must be looked at.</summary>
    public IndexPlan? Plan() => Definition.Virtual ? null : new QueryPlanner(context, Definition, Fields).Best(query.Where);

    public IEnumerable<SalesforceRecord> Candidates() => Execution.Candidates.Of(context, Definition, query.Where, Plan());

    /// <summary>Rows that pass, unsorted and uncut.</summary>
    public IEnumerable<SalesforceRecord> Rows(IEnumerable<SalesforceRecord> candidates)
    {
        var reads = Definition.Virtual ? _ => true : context.Reader();
        return candidates.Where(row => (context.IncludeDeleted || !row.IsDeleted) && scope(row) && filter(row) && reads(row));
    }

    /// <summary>Rows that pass, in order and cut by OFFSET and LIMIT.</summary>
    public IReadOnlyList<SalesforceRecord> Result(IEnumerable<SalesforceRecord> candidates)
    {
        var rows = Sorting.Sort(context, Rows(candidates), query.OrderBy, Operands.Bind);
        return [.. rows.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
    }

    public Projection Projection() => Execution.Projection.Of(context, this, query);
}
