using System.Text.RegularExpressions;
using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Deletes what a <c>destructiveChanges.xml</c> names. What is not there is told of as a warning.</summary>
internal static class ComponentRemoval
{
    internal static ComponentMessage Remove(SalesforceOrg org, string type, string fullName, string file)
    {
        var component = fullName == "*" ? null : MetadataComponents.Find(org, type, fullName);
        if (fullName == "*") return ComponentMessage.Failed(type, fullName, file, new ComponentProblem("The wildcard * cannot be used to delete components"));
        if (component is null) return new ComponentMessage(type, fullName, file) { Problem = $"No {type} named: {fullName} found" };
        if (type == "CustomObject" && component.Text("KeyPrefix") is null) return ComponentMessage.Failed(type, fullName, file, new ComponentProblem($"Cannot delete standard object: {fullName}"));
        if (User(org, type, fullName) is { } user) return ComponentMessage.Failed(type, fullName, file, new ComponentProblem($"This {type} is referenced elsewhere: {user}"));
        if (type == "CustomObject") Objects(org, fullName);
        if (type == "CustomField") Field(org, fullName);
        if (org.Records.Find(component.Text("RowId")) is { } row) Erase(org, row);
        org.Channels.Remove(component.Text("RowId")!);
        ComponentDependencies.Forget(org, component.Text("RowId")!);
        MetadataComponents.Remove(org, component);
        return new ComponentMessage(type, fullName, file) { Deleted = true, Changed = true, Id = component.Text("RowId") };
    }

    /// <summary>The first component that could not do without it.</summary>
    private static string? User(SalesforceOrg org, string type, string name) => type switch
    {
        "LightningComponentBundle" => First(org, name, ("QuickAction", "lightningWebComponent"), ("FlexiPage", "componentName"), ("CustomTab", "lwcComponent")),
        "FlexiPage" => First(org, name, ("CustomTab", "flexiPage"), ("CustomApplication", "utilityBar")),
        "GlobalValueSet" => First(org, name, ("CustomField", "valueSetName")),
        "CustomField" => ComputedBy(org, name),
        "CustomTab" => First(org, name, ("CustomApplication", "tabs")),
        "CustomObject" => First(org, name, ("CustomField", "referenceTo")) is { } field && !field.Contains($" {name}.", StringComparison.Ordinal) ? field : null,
        "ExternalCredential" => First(org, name, ("NamedCredential", "externalCredential")),
        "PlatformEventChannel" => First(org, name, ("PlatformEventChannelMember", "eventChannel")),
        _ => null,
    };

    /// <summary>A formula or summary that names the field.</summary>
    private static string? ComputedBy(SalesforceOrg org, string fullName) => MetadataComponents.All(org, "CustomField").Where(c => c.Text("FullName") != fullName).FirstOrDefault(c => c.Metadata() is var field && (
        Regex.IsMatch(field.Text("formula") ?? "", $@"(?<!\w){Regex.Escape(fullName.Split('.')[^1])}(?!\w)", RegexOptions.IgnoreCase) || field.Text("summarizedField") == fullName || field.Text("summaryForeignKey") == fullName
        || field.Children("summaryFilterItems").Any(f => f.Text("field") == fullName))) is { } user ? $"CustomField {user.Text("FullName")}" : null;

    private static string? First(SalesforceOrg org, string name, params (string Type, string Element)[] places) => places
        .SelectMany(p => MetadataComponents.All(org, p.Type).Where(c => c.Metadata().Descendants().Any(e => e.Name.LocalName == p.Element && e.Value.Trim() == name)).Select(c => $"{p.Type} {c.Text("FullName")}"))
        .FirstOrDefault();

    private static void Objects(SalesforceOrg org, string name)
    {
        foreach (var record in org.Records.Table(name).All.ToList()) org.Records.Erase(record);
        foreach (var field in MetadataComponents.All(org, "CustomField").Where(c => c.Text("FullName")!.StartsWith(name + ".", StringComparison.Ordinal)).ToList())
        {
            if (org.Records.Find(field.Text("RowId")) is { } row) org.Records.Erase(row);
            MetadataComponents.Remove(org, field);
        }

        foreach (var member in org.Channels.Members.Where(m => m.ObjectName == name))
        {
            ChannelRows.Erase(org, member.Id);
            org.Channels.Remove(member.Id);
            foreach (var component in MetadataComponents.All(org, ChannelResources.Member).Where(c => c.Text("RowId") == member.Id).ToList()) MetadataComponents.Remove(org, component);
        }

        ListViews.Remove(org, name);
        foreach (var layout in org.Records.Rows("Layout").Where(l => l.Text("TableEnumOrId") == name).ToList()) org.Records.Erase(layout);
        Permissions(org, p => p.Text("SobjectType") == name);
        org.Schema.Remove(name);
    }

    private static void Field(SalesforceOrg org, string fullName)
    {
        var (objectName, fieldName) = CustomFields.Parts(fullName);
        foreach (var target in CustomFields.Targets(objectName))
        {
            foreach (var gone in org.Schema.Find(target)?.Fields.Where(f => f.Name == fieldName || f.CompoundFieldName == fieldName).Select(f => f.Name).ToList() ?? [])
            foreach (var record in org.Records.Table(target).All.Where(r => r[gone] is not null).ToList()) org.Records.Put(record.With(gone, null));
            if (org.Schema.Find(target) is { } definition) org.Schema.Put(CustomFields.Removed(definition, fieldName));
        }

        Permissions(org, p => p.Text("Field") == fullName);
    }

    private static void Permissions(SalesforceOrg org, Func<SalesforceRecord, bool> about)
    {
        foreach (var table in new[] { "ObjectPermissions", "FieldPermissions" })
        foreach (var row in org.Records.Table(table).All.Where(about).ToList())
            org.Records.Erase(row);
    }

    /// <summary>With the rows that cannot be without it (a permission set's rights and assignments).</summary>
    private static void Erase(SalesforceOrg org, SalesforceRecord row)
    {
        foreach (ChildRelationship child in org.Schema.ChildrenOf(row.ObjectName).Where(c => c.Field.CascadeDelete).ToList())
        foreach (var below in org.Records.Table(child.ChildObject).WithText(child.Field.Name, row.Id).ToList())
            org.Records.Erase(below);
        org.Records.Erase(row);
    }
}
