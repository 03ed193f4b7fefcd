using System.Text.RegularExpressions;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>Fields of the org's own, on its own objects and on standard ones.</summary>
internal sealed partial class CustomFields(SalesforceOrg org, string userId)
{
    /// <summary>Fields of Task and Event are fields of this; both get them.</summary>
    internal const string Activity = "Activity";
    private const int LongestName = 40;

    internal string Write(ComponentSource source)
    {
        var (objectName, fieldName) = Parts(source.FullName);
        if (fieldName.Length > LongestName + 3 || !FieldName().IsMatch(fieldName)) throw ComponentProblem.At(source.Metadata, ComponentReferences.BadName.Replace("Object Name", "Field Name", StringComparison.Ordinal));
        if (objectName is "Task" or "Event") throw ComponentProblem.At(source.Metadata, $"Entity Enumeration Or ID: bad value for restricted picklist field: {objectName}");
        var targets = Targets(objectName).Select(t => org.Schema.Find(t) is { InRest: true } known && (known.Can("layoutable") || PlatformEvents.PlatformEvent.Is(known)) ? known : throw ComponentProblem.NotFound(source.Metadata, "fullName", "CustomObject", t)).ToList();
        if (targets.Exists(PlatformEvents.PlatformEvent.Is)) PlatformEventShape.CheckField(source.Metadata);
        var field = CustomFieldShape.Of(org, source.Metadata, fieldName);
        foreach (var target in targets)
        {
            CheckAgainst(target, field, source);
            ComputedFieldShape.Check(org, target, field, source.Metadata);
        }

        var before = MetadataComponents.Find(org, "CustomField", source.FullName);
        var owner = MetadataComponents.Find(org, "CustomObject", objectName)?.Text("RowId") is { Length: > 0 } id ? id : objectName;
        var row = SetupRows.Put(org, userId, "CustomField", org.Records.Find(before?.Text("RowId")), new Dictionary<string, object?>
        {
            ["DeveloperName"] = fieldName[..^3], ["TableEnumOrId"] = owner, ["EntityDefinitionId"] = owner, ["Length"] = source.Metadata.Number("length"), ["Precision"] = source.Metadata.Number("precision"),
            ["Scale"] = source.Metadata.Number("scale"), ["Description"] = source.Metadata.Text("description"), ["InlineHelpText"] = source.Metadata.Text("inlineHelpText"),
            ["RelationshipLabel"] = source.Metadata.Text("relationshipLabel"), ["ManageableState"] = "unmanaged",
        });
        MetadataComponents.Put(org, source, row.Id);
        foreach (var target in targets) org.Schema.Put(Added(target, field));
        return row.Id;
    }

    internal static (string ObjectName, string FieldName) Parts(string fullName)
    {
        var dot = fullName.IndexOf('.');
        return (fullName[..dot], fullName[(dot + 1)..]);
    }

    internal static string[] Targets(string objectName) => objectName == Activity ? ["Task", "Event"] : [objectName];

    /// <summary>A detail of a master has no owner of its own.</summary>
    internal static ObjectDefinition Added(ObjectDefinition definition, FieldDefinition field)
    {
        var with = definition.With(field);
        if (field.Type == FieldType.Location) return Locations.FieldsOf(field).Aggregate(with, (whole, part) => whole.With(part));
        return field.MasterDetail ? with.Without("OwnerId") : with;
    }

    internal static ObjectDefinition Removed(ObjectDefinition definition, string name) =>
        definition.Fields.Where(f => f.CompoundFieldName == name && f.Custom).Aggregate(definition.Without(name), (whole, part) => whole.Without(part.Name));

    private void CheckAgainst(ObjectDefinition target, FieldDefinition field, ComponentSource source)
    {
        if (target.Field(field.Name) is { } existing)
        {
            if (existing.Name != field.Name) throw ComponentProblem.At(source.Metadata, $"There is already a field named {existing.Name} on {target.Label}.");
            if (existing.Type != field.Type && org.Records.Table(target.Name).All.Any(r => r[field.Name] is not null)) throw ComponentProblem.At(source.Metadata, $"Cannot change type due to existing data: {source.FullName}");
        }

        if (field.RelationshipName is { } relationship && target.Relationship(relationship) is { } other && other.Name != field.Name)
            throw ComponentProblem.At(source.Metadata, $"There is already a relationship named {relationship} on {target.Label}.");
        if (field.ChildRelationshipName is { } children && org.Schema.Child(field.ReferenceTo[0], children) is { } twin && (twin.Field.Name != field.Name || (twin.ChildObject != target.Name && !(IsActivity(twin.ChildObject) && IsActivity(target.Name)))))
            throw ComponentProblem.At(source.Metadata.Child("relationshipName"), $"There is already a Child Relationship named {children[..^3]} on {field.ReferenceTo[0]}.");
        if (field.MasterDetail && (!target.Name.EndsWith("__c", StringComparison.Ordinal) || org.Records.Rows(target.Name).Any(r => r[field.Name] is null)))
            throw ComponentProblem.At(source.Metadata, target.Name.EndsWith("__c", StringComparison.Ordinal)
                ? "A master-detail relationship cannot be added to an object that has records" : "Cannot create a master-detail relationship on a standard object");
    }

    /// <summary>A field of both has one name for its children.</summary>
    private static bool IsActivity(string objectName) => objectName is "Task" or "Event";

    [GeneratedRegex("^[A-Za-z](?!.*__.+__c)(?!.*___c)[A-Za-z0-9_]*__c$")]
    private static partial Regex FieldName();
}
