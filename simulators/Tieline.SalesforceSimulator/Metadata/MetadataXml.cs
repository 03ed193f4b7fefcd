using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Reads a metadata file: no document types, no entities, nothing from elsewhere.</summary>
internal static class MetadataXml
{
    private const int MostCharacters = 10_000_000;
    private const int Deepest = 200;
    private static readonly XNamespace Ns = MetadataTypes.Namespace;

    internal static XElement Read(byte[] file, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters });
            while (reader.Read())
                if (reader.Depth > Deepest)
                    throw new ComponentProblem($"Error parsing file: elements lie more than {Deepest} deep");
            using var text = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters });
            var element = XDocument.Load(text, LoadOptions.SetLineInfo).Root!;
            return element.Name == Ns + root ? element : throw ComponentProblem.At(element, $"Error parsing file: Element {Braced(element)} invalid at this location, expected {root}");
        }
        catch (XmlException problem)
        {
            throw new ComponentProblem("Error parsing file: " + problem.Message, problem.LineNumber, problem.LinePosition);
        }
        catch (Exception problem) when (problem is DecoderFallbackException or ArgumentException or InvalidOperationException)
        {
            throw new ComponentProblem("Error parsing file: " + problem.Message);
        }
    }

    internal static string Braced(XElement element) => $"{{{element.Name.NamespaceName}}}{element.Name.LocalName}";

    internal static XElement? Child(this XElement element, string name) => element.Element(Ns + name);

    internal static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements(Ns + name);

    /// <summary>The trimmed text of a child; null when it is absent or empty.</summary>
    internal static string? Text(this XElement element, string name) => element.Child(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    internal static bool Flag(this XElement element, string name) => element.Text(name) is "true" or "1";

    internal static int? Number(this XElement element, string name) =>
        int.TryParse(element.Text(name), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
