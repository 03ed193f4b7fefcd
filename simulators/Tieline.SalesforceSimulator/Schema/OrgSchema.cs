using System.Reflection;

namespace Tieline.SalesforceSimulator.Schema;

/// <summary>A reference seen from the parent.</summary>
public sealed record ChildRelationship(string ChildObject, FieldDefinition Field, string? Name);

/// <summary>All objects of the org, by name and by key prefix.</summary>
public sealed class OrgSchema
{
    private static readonly Lazy<IReadOnlyList<ObjectDefinition>> Shipped = new(ReadShipped);

    // Replaced and never changed, for some read it without the org's gate.
    private Dictionary<string, ObjectDefinition> byName = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, string> byPrefix = [];

    public static OrgSchema Standard()
    {
        var schema = new OrgSchema();
        schema.Reset();
        return schema;
    }

    /// <summary>Every object as the cloud ships it.</summary>
    public void Reset() => Replace(Shipped.Value.Where(o => !o.Can(SharedActivities)));

    /// <summary>The ability of objects that an org has only where activities are shared.</summary>
    public const string SharedActivities = "sharedActivities";

    /// <summary>Adds or removes the shipped objects that come with a setting.</summary>
    public void Offer(string setting, bool on)
    {
        var others = byName.Values.Where(o => !o.Can(setting));
        Replace(on ? others.Concat(Shipped.Value.Where(o => o.Can(setting))) : others);
    }

    private static IReadOnlyList<ObjectDefinition> ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var shipped = new List<ObjectDefinition>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("schema/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            shipped.Add(SchemaFile.Parse(resource["schema/".Length..], reader.ReadToEnd()));
        }

        return shipped;
    }

    /// <summary>When an administrator last changed it; describe tells it as Last-Modified. Null: never.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; private set; }

    public IEnumerable<ObjectDefinition> Objects => byName.Values;

    public ObjectDefinition? Find(string name) => byName.GetValueOrDefault(name);

    public ObjectDefinition this[string name] => byName[name];

    public ObjectDefinition? ByPrefix(string id) => id.Length >= 3 && byPrefix.TryGetValue(id[..3], out var name) ? byName[name] : null;

    public void Put(ObjectDefinition definition) => Replace(byName.ContainsKey(definition.Name)
        ? byName.Values.Select(o => o.Name.Equals(definition.Name, StringComparison.OrdinalIgnoreCase) ? definition : o)
        : byName.Values.Append(definition));

    public void Remove(string name) => Replace(byName.Values.Where(o => !o.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    public IEnumerable<ChildRelationship> ChildrenOf(string parent) =>
        from child in byName.Values
        where !child.Virtual && child.Name != "Name"
        from field in child.Fields
        where field.ReferenceTo.Contains(parent, StringComparer.OrdinalIgnoreCase)
        select new ChildRelationship(child.Name, field, field.ChildRelationshipName);

    public ChildRelationship? Child(string parent, string relationshipName) =>
        ChildrenOf(parent).FirstOrDefault(c => string.Equals(c.Name, relationshipName, StringComparison.OrdinalIgnoreCase));

    private void Replace(IEnumerable<ObjectDefinition> objects)
    {
        var all = objects.ToList();
        byPrefix = all.Where(o => o.KeyPrefix is not null).ToDictionary(o => o.KeyPrefix!, o => o.Name);
        byName = all.ToDictionary(o => o.Name, StringComparer.OrdinalIgnoreCase);
        Version++;
    }
}
