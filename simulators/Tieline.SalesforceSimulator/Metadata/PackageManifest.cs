using System.Xml.Linq;
using Tieline.SalesforceSimulator.Rest;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>What a <c>package.xml</c> or <c>destructiveChanges.xml</c> names: components by type, <c>*</c> for all.</summary>
internal sealed record PackageManifest(IReadOnlyDictionary<string, IReadOnlyList<string>> Members)
{
    private static readonly MetadataShape Types = new("PackageTypeMembers", new Dictionary<string, MetadataElement>
    {
        ["members"] = new("members", "string", null, false, true, null), ["name"] = new("name", "string", null, true, false, null),
    });

    private static readonly HashSet<string> Known = ["types", "version", "fullName", "apiAccessLevel", "description", "namespacePrefix", "objectPermissions", "packageType", "postInstallClass", "setupWeblink", "uninstallClass"];

    internal static PackageManifest Read(byte[] file, bool needsVersion = true)
    {
        var root = MetadataXml.Read(file, "Package");
        foreach (var child in root.Elements())
            if (child.Name.NamespaceName != MetadataTypes.Namespace || !Known.Contains(child.Name.LocalName))
                throw ComponentProblem.At(child, $"Error parsing file: Element {MetadataXml.Braced(child)} invalid at this location in type Package");
        if (needsVersion) Version(root);
        var members = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var types in root.Children("types"))
        {
            ShapeCheck.Check(types, Types);
            var name = types.Text("name")!;
            if (MetadataTypes.Find(name) is null) throw ComponentProblem.At(types.Child("name"), $"Unknown type name '{name}' specified in package.xml");
            members[name] = [.. members.GetValueOrDefault(name) ?? [], .. types.Children("members").Select(m => m.Value.Trim())];
        }

        return new PackageManifest(members);
    }

    internal bool Names(string type, string fullName) => Members.TryGetValue(type, out var names) && (names.Contains(fullName) || names.Contains("*"));

    private static void Version(XElement root)
    {
        var version = root.Text("version") ?? throw ComponentProblem.At(root, "Required field is missing: version");
        if (VersionResources.Known("v" + version) is null) throw ComponentProblem.At(root.Child("version"), $"Invalid version specified: {version}");
    }
}
