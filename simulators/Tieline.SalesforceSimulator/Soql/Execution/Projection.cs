using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>The shape of a result row: fields, nested parents, functions, TYPEOF and child subqueries, in the order of the select list.</summary>
public sealed class Projection
{
    private const int MostRowsForAllFields = 200;
    private readonly QueryContext context;
    private readonly CompiledQuery query;
    private readonly ParentShape root;

    private Projection(QueryContext context, CompiledQuery query)
    {
        (this.context, this.query) = (context, query);
        root = new ParentShape(query.Definition, null);
    }

    public static Projection Of(QueryContext context, CompiledQuery compiled, SoqlQuery query)
    {
        var projection = new Projection(context, compiled);
        foreach (var item in query.Select) projection.Add(item, query);
        return projection;
    }

    public JsonObject Row(SalesforceRecord record) => root.Render(context, record);

    /// <summary>A function's column: its alias, else the name of the field in it, else its own.</summary>
    public static string NameOf(CompiledQuery query, OperandItem item, FunctionCall call) =>
        item.Alias ?? (call.Arguments is [FieldPath inner] ? query.Fields.Bind(inner).Field.Name : call.Name);

    private void Add(SelectItem item, SoqlQuery parsed)
    {
        switch (item)
        {
            case OperandItem { Operand: FieldPath path } field:
                if (field.Alias is not null) throw context.Source.Error("MALFORMED_QUERY", "only aggregate expressions use field aliasing", item.At);
                AddField(path);
                break;
            case OperandItem { Operand: FunctionCall call } function:
                var bound = query.Operands.Bind(call);
                Put(root, NameOf(query, function, call), record => RestJson.Value(bound.Read(record), bound.Type), item.At);
                break;
            case FieldsItem fields:
                AddFields(fields, parsed);
                break;
            case SubqueryItem subquery:
                AddSubquery(subquery);
                break;
            case TypeofItem typeOf:
                Put(root, query.Fields.Relationship(typeOf.Relationship, typeOf.At).RelationshipName!, TypeofColumn.Compile(context, query.Fields, typeOf), item.At);
                break;
        }
    }

    private void AddField(FieldPath path)
    {
        var bound = query.Fields.Bind(path);
        var node = root;
        foreach (var (step, target) in bound.Steps.Zip(Owners(bound))) node = node.Parent(step, target) ?? throw Twice(step.RelationshipName!, path.At);
        Put(node, bound.Field.Name, record => ParentShape.Field(context, node.Definition, record, bound.Field), path.At);
    }

    /// <summary>The object each step arrives at; the last one owns the field.</summary>
    private IEnumerable<ObjectDefinition> Owners(BoundPath path) =>
        path.Steps.Select(step => context.Schema[step.Polymorphic ? "Name" : step.ReferenceTo[0]]);

    private void Put(ParentShape node, string name, Func<SalesforceRecord, JsonNode?> column, int at)
    {
        if (!node.TryAdd(name, column)) throw Twice(name, at);
    }

    private Rules.SalesforceRefusal Twice(string name, int at) => context.Source.Error("MALFORMED_QUERY", $"duplicate field selected: {name}", at);

    private void AddFields(FieldsItem fields, SoqlQuery parsed)
    {
        if (fields.Which != "STANDARD" && parsed.Limit is not <= MostRowsForAllFields)
            throw context.Source.Error("MALFORMED_QUERY", $"The SOQL FIELDS function must have a LIMIT of at most {MostRowsForAllFields}", fields.At);
        foreach (var field in query.Definition.Fields.Where(fields.Names))
            AddField(new FieldPath([field.Name], fields.At));
    }

    private void AddSubquery(SubqueryItem item)
    {
        var (child, relationship) = query.OfChild(item.Query);
        var shape = child.Projection();
        Put(root, relationship.Name!, record =>
        {
            var rows = child.Result(context.Org.Records.Table(relationship.ChildObject).WithText(relationship.Field.Name, record.Id));
            return rows.Count == 0 ? null : QueryPage.Of(context, new QueryResult(rows.Count, rows.Count, i => shape.Row(rows[i])));
        }, item.At);
    }
}
