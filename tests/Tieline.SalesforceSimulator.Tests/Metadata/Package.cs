using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tieline.SalesforceSimulator.Tests.Metadata;

/// <summary>A package to be deployed: files by path, and a package.xml over them.</summary>
public sealed class Package
{
    public const string Namespace = "http://soap.sforce.com/2006/04/metadata";
    private readonly Dictionary<string, byte[]> files = [];
    private readonly List<(string Type, string Name)> members = [];

    public Package File(string path, string text)
    {
        files[path] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public Package Naming(string type, string name)
    {
        members.Add((type, name));
        return this;
    }

    /// <summary>A component whose file holds these elements.</summary>
    public Package With(string type, string name, string path, string elements) => Naming(type, name).File(path, Xml(type, elements));

    public Package Deleting(string type, string name) => File("destructiveChanges.xml", Xml("Package", $"<types><members>{name}</members><name>{type}</name></types>"));

    public static string Xml(string root, string elements) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{Namespace}\">\n{elements}\n</{root}>";

    /// <summary>An object with an own name and these fields.</summary>
    public Package Object(string name, params string[] fields) => With("CustomObject", name, $"objects/{name}.object",
        $"<deploymentStatus>Deployed</deploymentStatus><label>{name[..^3]}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>{name[..^3]}s</pluralLabel><sharingModel>ReadWrite</sharingModel>\n" + string.Join('\n', fields));

    public static string Field(string name, string type, string more = "") => $"<fields><fullName>{name}</fullName><label>{name[..^3]}</label>{more}<type>{type}</type></fields>";

    public byte[] Zip()
    {
        var all = new Dictionary<string, byte[]>(files);
        var types = members.GroupBy(m => m.Type).Select(g => $"<types>{string.Concat(g.Select(m => $"<members>{m.Name}</members>"))}<name>{g.Key}</name></types>");
        all.TryAdd("package.xml", Encoding.UTF8.GetBytes(Xml("Package", string.Concat(types) + "<version>66.0</version>")));
        return ZipOf(all);
    }

    public static byte[] ZipOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }

        return stream.ToArray();
    }

    /// <summary>The sample project of this folder as the zip that a client makes of it.</summary>
    public static string SampleFolder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "SamplePackage", "force-app", "main", "default");
}
