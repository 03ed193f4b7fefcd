using System.Reflection;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Every metadata type the simulator takes, by name and by folder, and every complex type by name.</summary>
internal static class MetadataTypes
{
    internal const string Namespace = "http://soap.sforce.com/2006/04/metadata";
    private static readonly Dictionary<string, MetadataType> ByName = [];
    private static readonly Dictionary<string, MetadataShape> Shapes = [];
    private static readonly Dictionary<string, MetadataType> ByFolder;

    static MetadataTypes()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("metadata/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var (type, shapes) = MetadataTypeFile.Parse(resource["metadata/".Length..], reader.ReadToEnd());
            ByName[type.Name] = type;
            foreach (var shape in shapes) Shapes[shape.Name] = shape;
        }

        ByFolder = ByName.Values.Where(t => t.Folder is not null).ToDictionary(t => t.Folder!);
    }

    internal static IEnumerable<MetadataType> All => ByName.Values;

    internal static MetadataType? Find(string name) => ByName.GetValueOrDefault(name);

    internal static MetadataType? InFolder(string folder) => ByFolder.GetValueOrDefault(folder);

    internal static MetadataShape? Shape(string name) => Shapes.GetValueOrDefault(name);
}
