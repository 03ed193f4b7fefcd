using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>The columns of one object in a result row; parents nest.</summary>
public sealed class ParentShape(ObjectDefinition definition, FieldDefinition? reference)
{
    private readonly OrderedDictionary<string, Func<SalesforceRecord, JsonNode?>?> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ParentShape> parents = new(StringComparer.OrdinalIgnoreCase);

    public ObjectDefinition Definition { get; } = definition;

    public bool TryAdd(string name, Func<SalesforceRecord, JsonNode?> column) => columns.TryAdd(name, column);

    /// <summary>The nested shape behind a reference, made on first mention; null when a column of its own has the name.</summary>
    public ParentShape? Parent(FieldDefinition step, ObjectDefinition target)
    {
        var name = step.RelationshipName!;
        if (parents.TryGetValue(name, out var shape)) return shape;
        if (!columns.TryAdd(name, null)) return null;
        return parents[name] = new ParentShape(target, step);
    }

    public JsonObject Render(QueryContext context, SalesforceRecord record)
    {
        var row = new JsonObject { ["attributes"] = RecordJson.Attributes(context.BasePath, Definition.Name, record.ObjectName, record.Id) };
        foreach (var (name, column) in columns)
            row[name] = column is not null ? column(record) : parents[name].RenderParent(context, record);
        return row;
    }

    public static JsonNode? Field(QueryContext context, ObjectDefinition definition, SalesforceRecord record, FieldDefinition field) =>
        definition.Can("nameOnly") ? RestJson.Value(NameView.Read(context, definition, record, field.Name), field.Type) : RecordJson.Field(context.View, definition, record, field);

    private JsonObject? RenderParent(QueryContext context, SalesforceRecord child) =>
        context.Find(child.Text(reference!.Name)) is { } parent ? Render(context, parent) : null;
}
