using System.Globalization;
using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Holds a metadata file against its type: unknown elements, repeated ones, bad values and missing ones are refused.</summary>
internal static class ShapeCheck
{
    internal static void Check(XElement element, MetadataShape shape)
    {
        var seen = new HashSet<string>();
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            if (child.Name.NamespaceName != MetadataTypes.Namespace || !shape.Elements.TryGetValue(name, out var definition))
            {
                if (name == "fullName" && child.Name.NamespaceName == MetadataTypes.Namespace) continue;
                throw ComponentProblem.At(child, $"Error parsing file: Element {MetadataXml.Braced(child)} invalid at this location in type {shape.Name}");
            }

            if (!seen.Add(name) && !definition.Repeated) throw ComponentProblem.At(child, $"Error parsing file: Element {MetadataXml.Braced(child)} is duplicated at this location in type {shape.Name}");
            Value(child, definition);
        }

        var missing = shape.Elements.Values.FirstOrDefault(e => e.Required && !seen.Contains(e.Name));
        if (missing is not null) throw ComponentProblem.At(element, $"Required field is missing: {missing.Name}");
    }

    private static void Value(XElement child, MetadataElement definition)
    {
        if (MetadataTypes.Shape(definition.TypeName) is { } shape)
        {
            Check(child, shape);
            return;
        }

        if (definition.TypeName == "any") return;
        if (child.HasElements) throw ComponentProblem.At(child, $"Error parsing file: Element {MetadataXml.Braced(child.Elements().First())} invalid at this location");
        var text = child.Value.Trim();
        if (definition.Required && text.Length == 0) throw ComponentProblem.At(child, $"Required field is missing: {definition.Name}");
        if (definition.Values is { } values && !values.Contains(text)) throw ComponentProblem.At(child, $"Error parsing file: '{text}' is not a valid value for the enum '{definition.TypeName}'");
        if (!Fits(text, definition.TypeName)) throw ComponentProblem.At(child, $"Error parsing file: '{text}' is not a valid value for the type xsd:{definition.TypeName}");
    }

    private static bool Fits(string text, string type) => type switch
    {
        "boolean" => text is "true" or "false" or "1" or "0",
        "int" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "double" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => true,
    };
}
