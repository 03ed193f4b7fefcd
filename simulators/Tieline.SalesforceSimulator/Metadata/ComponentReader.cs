using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Finds the components in a package's files; what cannot be read or is not named in the manifest becomes a failure.</summary>
internal sealed class ComponentReader(IReadOnlyDictionary<string, byte[]> files, PackageManifest manifest, bool allowMissing)
{
    private static readonly Dictionary<string, byte[]> NoFiles = [];
    private readonly List<ComponentSource> found = [];
    private readonly List<ComponentMessage> failures = [];
    private readonly HashSet<(string, string)> present = [];

    /// <summary>Components in the order in which they can be written, and what is wrong already.</summary>
    internal (IReadOnlyList<ComponentSource> Components, IReadOnlyList<ComponentMessage> Failures) Read()
    {
        foreach (var group in files.Keys.Where(p => !IsManifest(p)).Order(StringComparer.Ordinal).GroupBy(ComponentPath)) Read(group.Key, [.. group]);
        if (!allowMissing) failures.AddRange(Missing());
        return (ComponentOrder.Of(found), failures);
    }

    private IEnumerable<ComponentMessage> Missing() =>
        from types in manifest.Members
        from name in types.Value
        where name != "*" && !present.Contains((types.Key, name))
        select ComponentMessage.Failed(types.Key, name, "package.xml", new ComponentProblem($"An object '{name}' of type {types.Key} was named in package.xml, but was not found in zipped directory"));

    private static bool IsManifest(string path) => path is "package.xml" or "destructiveChanges.xml" or "destructiveChangesPre.xml" or "destructiveChangesPost.xml";

    /// <summary>What belongs together: a bundle's folder, or a file and the -meta.xml beside it.</summary>
    private static string ComponentPath(string path)
    {
        var parts = path.Split('/');
        if (MetadataTypes.InFolder(parts[0])?.Content == "bundle" && parts.Length > 2) return $"{parts[0]}/{parts[1]}";
        return path.EndsWith("-meta.xml", StringComparison.Ordinal) ? path[..^"-meta.xml".Length] : path;
    }

    private void Read(string path, List<string> own)
    {
        var parts = path.Split('/');
        if (MetadataTypes.InFolder(parts[0]) is not { } type || parts.Length != 2)
        {
            Fail("", parts[^1], own[0], new ComponentProblem($"The file {own[0]} lies in no folder of a metadata type"));
            return;
        }

        var suffix = "." + type.Suffix;
        if (type.Content != "bundle" && !parts[1].EndsWith(suffix, StringComparison.Ordinal))
        {
            Fail(type.Name, parts[1], path, new ComponentProblem($"Expected a file with the suffix {suffix}"));
            return;
        }

        var name = type.Content == "bundle" ? parts[1] : parts[1][..^suffix.Length];
        try
        {
            Add(type, name, path, own);
        }
        catch (ComponentProblem problem)
        {
            present.Add((type.Name, name));
            Fail(type.Name, name, type.Content == "bundle" ? $"{path}/{name}.js-meta.xml" : path, problem);
        }
    }

    private void Add(MetadataType type, string name, string path, List<string> own)
    {
        if (type.Name == "CustomObject")
        {
            AddObject(type, name, path);
            return;
        }

        present.Add((type.Name, name));
        if (!manifest.Names(type.Name, name)) throw new ComponentProblem($"An object '{name}' of type {type.Name} was found in the zip file but is not named in package.xml");
        var meta = type.Content switch { "bundle" => $"{path}/{name}.js-meta.xml", "raw" => path + "-meta.xml", _ => path };
        if (!files.TryGetValue(meta, out var xml)) throw new ComponentProblem($"No {meta} file found");
        var metadata = MetadataXml.Read(xml, type.Name);
        ShapeCheck.Check(metadata, type.Shape);
        var content = type.Content != "raw" ? [] : files.GetValueOrDefault(path) ?? throw new ComponentProblem($"No {path} file found");
        found.Add(new ComponentSource(type, name, path, metadata, content, type.Content == "bundle" ? own.ToDictionary(p => p[(path.Length + 1)..], p => files[p]) : NoFiles));
    }

    /// <summary>An object's file holds its fields; each is a component of its own, deployed with the object or by its own name.</summary>
    private void AddObject(MetadataType type, string name, string path)
    {
        var metadata = MetadataXml.Read(files[path], type.Name);
        var whole = manifest.Names(type.Name, name);
        present.Add((type.Name, name));
        var fieldType = MetadataTypes.Find("CustomField")!;
        var fields = metadata.Children("fields").ToList();
        var named = fields.Where(f => whole || manifest.Names(fieldType.Name, $"{name}.{f.Text("fullName")}")).ToList();
        if (!whole && named.Count < fields.Count) throw new ComponentProblem($"An object '{name}' of type {type.Name} was found in the zip file but is not named in package.xml");
        foreach (var field in named) AddField(fieldType, name, path, field);
        if (!whole) return;
        var alone = new XElement(metadata);
        alone.Elements().Where(e => e.Name.LocalName == "fields").Remove();
        ShapeCheck.Check(metadata, type.Shape with { Elements = type.Shape.Elements.ToDictionary(e => e.Key, e => e.Key == "fields" ? e.Value with { TypeName = "any" } : e.Value) });
        found.Add(new ComponentSource(type, name, path, alone, [], NoFiles));
    }

    private void AddField(MetadataType type, string objectName, string path, XElement field)
    {
        var name = $"{objectName}.{field.Text("fullName")}";
        if (!present.Add((type.Name, name)))
        {
            Fail(type.Name, name, path, ComponentProblem.At(field, $"The field {name} stands twice in {path}"));
            return;
        }

        try
        {
            if (field.Text("fullName") is null) throw ComponentProblem.At(field, "Required field is missing: fullName");
            ShapeCheck.Check(field, type.Shape);
            found.Add(new ComponentSource(type, name, path, field, [], NoFiles));
        }
        catch (ComponentProblem problem)
        {
            Fail(type.Name, name, path, problem);
        }
    }

    private void Fail(string type, string name, string file, ComponentProblem problem) => failures.Add(ComponentMessage.Failed(type, name, file, problem));
}
