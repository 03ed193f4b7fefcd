using System.Reflection;

namespace Tieline.SalesforceSimulator.Schema;

/// <summary>A reference seen from the parent.</summary>
public sealed record ChildRelationship(string ChildObject, FieldDefinition Field, string? Name);

/// <summary>All objects of the org, by name and by key prefix.</summary>
public sealed class OrgSchema
{
    private readonly Dictionary<string, ObjectDefinition> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byPrefix = [];

    public static OrgSchema Standard()
    {
        var schema = new OrgSchema();
        schema.Reset();
        return schema;
    }

    /// <summary>Every object as the cloud ships it.</summary>
    public void Reset()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("schema/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            Put(SchemaFile.Parse(resource["schema/".Length..], reader.ReadToEnd()));
        }
    }

    /// <summary>Grows with each change.</summary>
    public long Version { get; private set; }

    public IEnumerable<ObjectDefinition> Objects => byName.Values;

    public ObjectDefinition? Find(string name) => byName.GetValueOrDefault(name);

    public ObjectDefinition this[string name] => byName[name];

    public ObjectDefinition? ByPrefix(string id) => id.Length >= 3 && byPrefix.TryGetValue(id[..3], out var name) ? byName[name] : null;

    public void Put(ObjectDefinition definition)
    {
        byName[definition.Name] = definition;
        Version++;
        if (definition.KeyPrefix is { } prefix) byPrefix[prefix] = definition.Name;
    }

    public IEnumerable<ChildRelationship> ChildrenOf(string parent) =>
        from child in byName.Values
        where !child.Virtual && child.Name != "Name"
        from field in child.Fields
        where field.ReferenceTo.Contains(parent, StringComparer.OrdinalIgnoreCase)
        select new ChildRelationship(child.Name, field, field.ChildRelationshipName);

    public ChildRelationship? Child(string parent, string relationshipName) =>
        ChildrenOf(parent).FirstOrDefault(c => string.Equals(c.Name, relationshipName, StringComparison.OrdinalIgnoreCase));
}
