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
    private readonly Func<SalesforceRecord, bool> filter;

    private CompiledQuery(QueryContext context, SoqlQuery query, ObjectDefinition definition)
    {
        (this.context, this.query, Definition) = (context, query, definition);
        Fields = new FieldBinder(context, definition, query.From, query.Aliases);
        Operands = new OperandBinder(context, Fields);
        if (query.Offset > LargestOffset) throw context.Source.Error("NUMBER_OUTSIDE_VALID_RANGE", $"Maximum SOQL offset allowed is {LargestOffset}", query.OffsetAt);
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
        if (definition is null || !definition.Can("queryable"))
            throw context.Source.Error("INVALID_TYPE", $"sObject type '{query.From}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.", query.From.At);
        return new CompiledQuery(context, query, definition);
    }

    /// <summary>A child subquery, whose FROM names a relationship of the parent.</summary>
    public static (CompiledQuery Query, ChildRelationship Child) OfChild(QueryContext context, ObjectDefinition parent, SoqlQuery query)
    {
        var child = context.Schema.Child(parent.Name, query.From.Parts[^1]);
        if (child is null)
            throw context.Source.Error("INVALID_TYPE", $"Didn't understand relationship '{query.From}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.", query.From.At);
        return (new CompiledQuery(context, query, context.Schema[child.ChildObject]), child);
    }

    public IEnumerable<SalesforceRecord> Candidates() => Execution.Candidates.Of(context, Definition, query.Where);

    /// <summary>Rows that pass, unsorted and uncut.</summary>
    public IEnumerable<SalesforceRecord> Rows(IEnumerable<SalesforceRecord> candidates) =>
        candidates.Where(row => (context.IncludeDeleted || !row.IsDeleted) && (Definition.Virtual || context.Org.Access.Reads(context.UserId, row)) && InScope(row) && filter(row));

    /// <summary>Rows that pass, in order and cut by OFFSET and LIMIT.</summary>
    public IReadOnlyList<SalesforceRecord> Result(IEnumerable<SalesforceRecord> candidates)
    {
        var rows = Sorting.Sort(context, Rows(candidates), query.OrderBy, Operands.Bind);
        return [.. rows.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
    }

    public Projection Projection() => Execution.Projection.Of(context, this, query);

    private bool InScope(SalesforceRecord row) => query.Scope?.ToUpperInvariant() switch
    {
        null or "EVERYTHING" => true,
        "MINE" => row.Text("OwnerId") == context.UserId,
        _ => throw context.Source.Error("INVALID_QUERY_SCOPE", $"the scope {query.Scope} is not offered by this simulator", query.From.At),
    };
}
