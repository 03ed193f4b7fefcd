using System.Xml;
using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Why a component cannot be deployed, with the place in its file where that is known.</summary>
internal sealed class ComponentProblem(string message, int line = 0, int column = 0) : Exception(message)
{
    internal int Line { get; } = line;
    internal int Column { get; } = column;

    internal static ComponentProblem At(XObject? place, string message) =>
        place is IXmlLineInfo info && info.HasLineInfo() ? new(message, info.LineNumber, info.LinePosition) : new(message);

    /// <summary>An element names a component that the org does not have.</summary>
    internal static ComponentProblem NotFound(XObject? place, string element, string type, string name) => At(place, $"In field: {element} - no {type} named {name} found");
}
