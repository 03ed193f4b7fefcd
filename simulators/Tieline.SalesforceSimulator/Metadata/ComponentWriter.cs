using System.Text.Json.Nodes;
using System.Xml.Linq;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Writes one component into the org. The table that says which type has a way of its own.</summary>
internal sealed class ComponentWriter(SalesforceOrg org, string userId)
{
    internal ComponentMessage Write(ComponentSource source)
    {
        var mark = org.Mark();
        try
        {
            var before = MetadataComponents.Find(org, source.Type.Name, source.FullName);
            ComponentReferences.Check(org, source);
            var id = source.Type.Name switch
            {
                "CustomObject" => new CustomObjects(org, userId).Write(source),
                "CustomField" => new CustomFields(org, userId).Write(source),
                "PermissionSet" => new PermissionSets(org, userId).Write(source, Row(source)),
                _ => Row(source),
            };
            if (source.Type.Name is "PlatformEventChannel" or "PlatformEventChannelMember") DeployedChannels.Put(org, source, id);
            if (source.Type.Name is not "CustomObject" and not "CustomField") MetadataComponents.Put(org, source, id);
            ComponentDependencies.Keep(org, userId, source, id);
            return new ComponentMessage(source.Type.Name, source.FullName, source.FileName) { Created = before is null, Changed = before?.Text("Digest") != source.Digest, Id = id };
        }
        catch (Exception problem) when (problem is ComponentProblem or SalesforceRefusal)
        {
            org.Undo(mark);
            return ComponentMessage.Failed(source.Type.Name, source.FullName, source.FileName, problem as ComponentProblem ?? ComponentProblem.At(source.Metadata, problem.Message));
        }
    }

    /// <summary>The row that shows the component: the elements that have a column, and what follows from its name and files.</summary>
    private string Row(ComponentSource source)
    {
        var type = source.Type;
        var definition = org.Schema[type.Row];
        var values = RowExtras.Of(org, source);
        foreach (var element in type.Shape.Elements.Values.Where(e => e.Column is not null))
            if (source.Metadata.Text(element.Name) is { } text)
                values[element.Column!] = FieldValues.Read(definition.Field(element.Column!)!, Node(element, text));
        foreach (var (name, value) in values)
            if (value is string text && definition.Field(name) is { Length: > 0 } field && text.Length > field.Length)
                throw ComponentProblem.At(Element(source, name), $"{field.Label}: data value too large: {text} (max length={field.Length})");
        return SetupRows.Put(org, userId, type.Row, Before(source), values).Id;
    }

    private SalesforceRecord? Before(ComponentSource source)
    {
        if (MetadataComponents.Find(org, source.Type.Name, source.FullName) is { } component) return org.Records.Find(component.Text("RowId"));
        if (source.Type.Name == "Layout") return org.Records.Rows("Layout").FirstOrDefault(l => l.Text("TableEnumOrId") == source.FullName.Split('-')[0] && l.Text("Name") == RowExtras.ShortName(source));
        return source.Type.Name == "PermissionSet" ? org.Records.Rows("PermissionSet").FirstOrDefault(p => p.Text("Name") == source.FullName) : null;
    }

    private static JsonNode Node(MetadataElement element, string text) => element.TypeName == "boolean" ? JsonValue.Create(text is "true" or "1") : JsonValue.Create(text);

    private static XElement Element(ComponentSource source, string column) =>
        source.Type.Shape.Elements.Values.FirstOrDefault(e => e.Column == column) is { } element && source.Metadata.Child(element.Name) is { } place ? place : source.Metadata;
}
