using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>A field reached over zero to five references.</summary>
public sealed record BoundPath(IReadOnlyList<FieldDefinition> Steps, ObjectDefinition Owner, FieldDefinition Field)
{
    public string Text => string.Join('.', Steps.Select(s => s.RelationshipName).Append(Field.Name));

    /// <summary>The row that holds the field, or null when a reference on the way is empty or leads to a row hidden from the user.</summary>
    public SalesforceRecord? Follow(QueryContext context, SalesforceRecord row)
    {
        SalesforceRecord? at = row;
        foreach (var step in Steps) at = at is null ? null : context.Find(at.Text(step.Name));
        return at;
    }

    public object? Read(QueryContext context, SalesforceRecord row) => Reader(context)(row);

    /// <summary>Reads the field from a row; made once for many rows.</summary>
    public Func<SalesforceRecord, object?> Reader(QueryContext context)
    {
        var name = Field.Name;
        Func<SalesforceRecord, object?> last = Field.Type == FieldType.Id ? row => row.Id : Field.Computed ? row => context.Org.Computed.Value(context.UserId, row, Field) : Owner.Can("nameOnly") ? row => NameView.Read(context, Owner, row, name) : row => row[name];
        return Steps.Count == 0 ? last : row => Follow(context, row) is { } at ? last(at) : null;
    }
}

/// <summary>Finds what a path means, seen from one object.</summary>
public sealed class FieldBinder(QueryContext context, ObjectDefinition root, FieldPath from, IReadOnlyDictionary<string, FieldPath> aliases)
{
    private const int DeepestPath = 5;
    private readonly HashSet<string> relationships = [];

    public BoundPath Bind(FieldPath path)
    {
        var parts = Expanded(path);
        var steps = new List<FieldDefinition>();
        var at = root;
        foreach (var name in parts.SkipLast(1))
        {
            var reference = at.Relationship(name) ?? throw UnknownRelationship(name, path.At);
            steps.Add(reference);
            at = Target(reference) ?? throw UnknownRelationship(name, path.At);
        }

        for (var depth = 1; depth <= steps.Count; depth++) relationships.Add(string.Join('.', steps.Take(depth).Select(s => s.RelationshipName)));
        QueryLimits.CheckParents(context, relationships.Count, path.At);
        if (steps.Count > DeepestPath) throw context.Source.Error("INVALID_FIELD", $"the path {path} goes over more than {DeepestPath} relationships", path.At);
        var field = at.Field(parts[^1]) ?? throw UnknownField(parts[^1], at.Name, path.At);
        return new BoundPath(steps, at, field);
    }

    /// <summary>A relationship of the object itself, as TYPEOF names one.</summary>
    public FieldDefinition Relationship(string name, int at) => root.Relationship(name) ?? throw UnknownRelationship(name, at);

    /// <summary>A path may begin with the object's own name or an alias.</summary>
    private IReadOnlyList<string> Expanded(FieldPath path)
    {
        var parts = path.Parts;
        for (var turns = 0; parts.Count > 1 && turns < DeepestPath; turns++)
        {
            if (aliases.TryGetValue(parts[0], out var meaning)) parts = [.. meaning.Parts, .. parts.Skip(1)];
            else if (parts[0].Equals(from.Parts[^1], StringComparison.OrdinalIgnoreCase) && root.Relationship(parts[0]) is null) parts = [.. parts.Skip(1)];
            else break;
        }

        return parts;
    }

    /// <summary>Several targets are seen through the Name object.</summary>
    private ObjectDefinition? Target(FieldDefinition reference) => context.Schema.Find(reference.Polymorphic ? "Name" : reference.ReferenceTo[0]);

    private Rules.SalesforceRefusal UnknownField(string name, string owner, int at) => context.Source.Error("INVALID_FIELD",
        $"No such column '{name}' on entity '{owner}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.", at);

    private Rules.SalesforceRefusal UnknownRelationship(string name, int at) => context.Source.Error("INVALID_FIELD",
        $"Didn't understand relationship '{name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.", at);
}
