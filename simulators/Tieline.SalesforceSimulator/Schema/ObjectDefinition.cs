namespace Tieline.SalesforceSimulator.Schema;

/// <summary>One object of the org: its fields in describe order and what may be done with it.</summary>
public sealed class ObjectDefinition
{
    private readonly Dictionary<string, FieldDefinition> byName;
    private readonly Dictionary<string, FieldDefinition> byRelationship;

    public ObjectDefinition(string name, string label, string labelPlural, string? keyPrefix, IReadOnlySet<string> abilities, IReadOnlyList<FieldDefinition> fields)
    {
        (Name, Label, LabelPlural, KeyPrefix, Abilities, Fields) = (name, label, labelPlural, keyPrefix, abilities, fields);
        byName = fields.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        byRelationship = fields.Where(f => f.RelationshipName is not null).ToDictionary(f => f.RelationshipName!, StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }
    public string Label { get; }
    public string LabelPlural { get; }

    /// <summary>First three characters of its ids; null for virtual objects.</summary>
    public string? KeyPrefix { get; }

    /// <summary>The global describe flags that are true: createable, updateable, deletable, queryable, searchable, ...</summary>
    public IReadOnlySet<string> Abilities { get; }
    public IReadOnlyList<FieldDefinition> Fields { get; }
    public FieldDefinition? NameField => Fields.FirstOrDefault(f => f.NameField);

    /// <summary>Rows are computed at query time and never stored.</summary>
    public bool Virtual => Can("virtual");

    /// <summary>Whether the REST API knows it; the rest is for the Tooling API, or for the simulator alone.</summary>
    public bool InRest => Abilities.Count > 0 && !Can("nameOnly") && (Can("queryable") || !Can("tooling"));

    public bool Can(string ability) => Abilities.Contains(ability);

    public FieldDefinition? Field(string name) => byName.GetValueOrDefault(name);

    public FieldDefinition? Relationship(string name) => byRelationship.GetValueOrDefault(name);

    /// <summary>The same object with one field as an administrator changed it, or with one more.</summary>
    public ObjectDefinition With(FieldDefinition field) => WithFields(byName.ContainsKey(field.Name) ? Fields.Select(f => f.Name == field.Name ? field : f) : Fields.Append(field));

    public ObjectDefinition Without(string field) => WithFields(Fields.Where(f => f.Name != field));

    private ObjectDefinition WithFields(IEnumerable<FieldDefinition> fields) => new(Name, Label, LabelPlural, KeyPrefix, Abilities, [.. fields]);
}
