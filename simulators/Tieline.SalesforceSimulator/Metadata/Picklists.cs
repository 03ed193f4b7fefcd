using System.Xml.Linq;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>A deployed picklist's values.</summary>
internal static class Picklists
{
    private const int Longest = 255;
    private const int MostValues = 1000;

    internal static FieldDefinition Of(SalesforceOrg org, XElement field, string type)
    {
        if (field.Child("picklist") is { } old) throw ComponentProblem.At(old, "The element picklist is of versions before 38.0; use valueSet");
        var set = field.Child("valueSet") ?? throw CustomFieldShape.Missing(field, "valueSet", type);
        var values = Check(set, (set.Child("valueSetName") is { } shared ? Shared(org, shared) : (set.Child("valueSetDefinition") ?? throw CustomFieldShape.Missing(field, "valueSetDefinition", type)).Children("value")).Select(Value).ToList());
        if (type == "MultiselectPicklist") CustomFieldShape.Between(field, "visibleLines", type, 3, 10);
        return CustomFieldShape.Plain(type == "Picklist" ? FieldType.Picklist : FieldType.Multipicklist, type == "Picklist" ? Longest : 4099) with
        {
            // The values of a shared set are always the only ones.
            PicklistValues = values, RestrictedPicklist = set.Flag("restricted") || set.Child("valueSetName") is not null, DefaultedOnCreate = values.Any(v => v.Default), Groupable = type == "Picklist", Sortable = type == "Picklist",
        };
    }

    /// <summary>Values that stand twice, too many of them, more than one default: none of that can be.</summary>
    internal static List<PicklistValue> Check(XElement set, List<PicklistValue> values)
    {
        if (values.GroupBy(v => v.Value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twin) throw ComponentProblem.At(set, $"Duplicate picklist value: {twin.Key}");
        if (values.Count > MostValues) throw ComponentProblem.At(set, $"A picklist has at most {MostValues} values");
        if (values.Count(v => v.Default) > 1) throw ComponentProblem.At(set, "A picklist has one default value at most");
        return values;
    }

    private static IEnumerable<XElement> Shared(SalesforceOrg org, XElement name) =>
        (MetadataComponents.Find(org, "GlobalValueSet", name.Value.Trim()) ?? throw ComponentProblem.NotFound(name, "valueSetName", "GlobalValueSet", name.Value.Trim())).Metadata().Children("customValue");

    internal static PicklistValue Value(XElement value)
    {
        var name = value.Text("fullName") ?? throw ComponentProblem.At(value, "Required field is missing: fullName");
        if (name.Length > Longest) throw ComponentProblem.At(value, $"Picklist value is too long: {name}");
        return new PicklistValue(name, value.Text("label") ?? name, value.Flag("default"), value.Text("isActive") is not "false");
    }
}
