namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>How a component lies in a package and which set-up row shows it. The types are data: <c>Metadata/Types</c>.</summary>
/// <param name="Folder">its folder in the zip</param>
/// <param name="Suffix">its file name's end, without the dot</param>
/// <param name="Content"><c>xml</c>: the file is the component; <c>raw</c>: a file with a -meta.xml beside it; <c>bundle</c>: a folder</param>
/// <param name="Row">the object whose rows show it</param>
/// <param name="NameColumn">the field that holds its name there</param>
/// <param name="Order">a component may refer to those of lower numbers in the same deployment</param>
internal sealed record MetadataType(string Name, string? Folder, string? Suffix, string Content, string Row, string NameColumn, int Order, MetadataShape Shape);

/// <summary>The elements that one complex type may hold.</summary>
internal sealed record MetadataShape(string Name, IReadOnlyDictionary<string, MetadataElement> Elements);

/// <summary>One element: its type is a word (string, boolean, int, double, any), an enumeration, or the name of a shape.</summary>
/// <param name="Column">the field of the set-up row that shows its value; null when none does</param>
internal sealed record MetadataElement(string Name, string TypeName, IReadOnlyList<string>? Values, bool Required, bool Repeated, string? Column);
