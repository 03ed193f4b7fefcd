using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Metadata;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>
/// The schema as rows, as far as the user sees it: EntityDefinition and FieldDefinition, which name standard objects by their names and the org's own by their ids.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_entitydefinition.htm
/// </summary>
internal static class SchemaRows
{
    private const string NoId = "000000000000000AAA";

    internal static IEnumerable<SalesforceRecord> Entities(QueryContext context) =>
        context.Schema.Objects.Where(o => o.InRest).OrderBy(o => o.Name, StringComparer.Ordinal).Select(o => Row(context.Org, o)).ToList();

    /// <summary>The object that a field definition points to; null when the text names none that the user sees.</summary>
    internal static SalesforceRecord? Entity(QueryContext context, string? durableId) => Definition(context, durableId) is { } definition ? Row(context.Org, definition) : null;

    private static ObjectDefinition? Definition(QueryContext context, string? durableId)
    {
        if (durableId is null) return null;
        if (context.Schema.Find(durableId) is { InRest: true } named) return named;
        if (!durableId.StartsWith(context.Org.Schema["CustomObject"].KeyPrefix!, StringComparison.Ordinal)) return null;
        return context.Org.Records.Find(durableId) is { } custom ? context.Schema.Find(custom.Text("DeveloperName") + "__c") : null;
    }

    /// <summary>Fields are asked for by object; without one the cloud refuses.</summary>
    internal static IEnumerable<SalesforceRecord> Fields(QueryContext context, Condition? where)
    {
        var wanted = VirtualRows.Pinned(where, "EntityDefinitionId").Concat(VirtualRows.Pinned(where, "DurableId").Select(d => d.Split('.')[0])).Concat(Named(where)).ToList();
        if (wanted.Count == 0)
            throw SalesforceRefusal.Query("MALFORMED_QUERY", "A query on FieldDefinition filters on EntityDefinitionId or EntityDefinition.QualifiedApiName, by = or IN");
        return [.. wanted.Select(w => Definition(context, w)).OfType<ObjectDefinition>().Distinct().SelectMany(o => o.Fields.Select(f => Row(context.Org, o, f)))];
    }

    private static IEnumerable<string> Named(Condition? where) => where switch
    {
        Comparison { Operator: "=", Left: FieldPath path, Right: TextLiteral text } when Names(path) => [text.Value],
        InList { Negated: false, Left: FieldPath path } list when Names(path) => list.Values.OfType<TextLiteral>().Select(v => v.Value),
        AndCondition and => and.Parts.SelectMany(Named),
        _ => [],
    };

    private static bool Names(FieldPath path) => path.Parts is [.., var parent, var field] && parent.Equals("EntityDefinition", StringComparison.OrdinalIgnoreCase) && field.Equals("QualifiedApiName", StringComparison.OrdinalIgnoreCase);

    private static string DurableId(SalesforceOrg org, ObjectDefinition definition) =>
        MetadataComponents.Find(org, "CustomObject", definition.Name)?.Text("RowId") is { Length: > 0 } id ? id : definition.Name;

    private static SalesforceRecord Row(SalesforceOrg org, ObjectDefinition definition) => Of("EntityDefinition",
        ("DurableId", DurableId(org, definition)), ("QualifiedApiName", definition.Name), ("DeveloperName", Short(definition.Name)), ("MasterLabel", definition.Label), ("Label", definition.Label),
        ("PluralLabel", definition.LabelPlural), ("KeyPrefix", definition.KeyPrefix), ("IsCustomizable", definition.Can("layoutable")), ("IsQueryable", definition.Can("queryable")),
        ("IsSearchable", definition.Can("searchable")), ("IsTriggerable", definition.Can("triggerable")), ("IsLayoutable", definition.Can("layoutable")), ("IsIdEnabled", definition.KeyPrefix is not null));

    private static SalesforceRecord Row(SalesforceOrg org, ObjectDefinition definition, FieldDefinition field)
    {
        var entity = DurableId(org, definition);
        var own = MetadataComponents.Find(org, "CustomField", $"{definition.Name}.{field.Name}")?.Text("RowId");
        return Of("FieldDefinition", ("DurableId", $"{entity}.{own ?? field.Name}"), ("QualifiedApiName", field.Name), ("DeveloperName", Short(field.Name)), ("MasterLabel", field.Label), ("Label", field.Label),
            ("DataType", FieldDataType.Of(field)), ("Length", (decimal)field.Length), ("Precision", (decimal)field.Precision), ("Scale", (decimal)field.Scale), ("RelationshipName", field.RelationshipName),
            ("EntityDefinitionId", entity), ("IsNillable", field.Nillable), ("IsIndexed", field.ExternalId || field.Unique || field.Type.IsId()), ("IsCalculated", field.Calculated), ("IsNameField", field.NameField),
            ("IsCompound", field.Type.IsCompound()));
    }

    private static string Short(string name) => name.EndsWith("__c", StringComparison.Ordinal) ? name[..^3] : name;

    private static SalesforceRecord Of(string objectName, params (string Field, object? Value)[] values) =>
        values.Aggregate(new SalesforceRecord(objectName, NoId, ImmutableDictionary<string, object>.Empty.Add("Id", NoId)), (row, v) => row.With(v.Field, v.Value));
}
