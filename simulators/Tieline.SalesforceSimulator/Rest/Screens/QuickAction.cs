using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Rest.Screens;

/// <summary>An action on a page: one that every org has, or a deployed one.</summary>
/// <param name="EnumOrId">the id of a deployed action, the name of one that every org has</param>
/// <param name="Name">of an object's action: the object's name, a dot and its own</param>
/// <param name="Source">Global, or the object it belongs to</param>
/// <param name="Target">the object of the record it makes; null for actions that make none</param>
/// <param name="Metadata">as deployed; null for those that every org has</param>
internal sealed record QuickAction(string EnumOrId, string Name, string Label, string Type, string Source, string? Target, XElement? Metadata)
{
    public bool MakesRecord => Type is "Create" or "LogACall";

    public bool ChangesRecord => Type == "Update";
}
