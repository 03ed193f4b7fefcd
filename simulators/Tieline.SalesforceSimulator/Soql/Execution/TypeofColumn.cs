using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>TYPEOF: the fields shown depend on what the reference points to.</summary>
public static class TypeofColumn
{
    public static Func<SalesforceRecord, JsonNode?> Compile(QueryContext context, FieldBinder fields, TypeofItem item)
    {
        var reference = fields.Relationship(item.Relationship, item.At);
        if (item.Branches.GroupBy(b => b.ObjectName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw context.Source.Error("MALFORMED_QUERY", $"duplicate WHEN in TYPEOF: {twice.Key}", item.At);
        var branches = item.Branches.ToDictionary(b => b.ObjectName, b => Bind(context, reference, b.ObjectName, b.Fields, item.At), StringComparer.OrdinalIgnoreCase);
        var otherwise = Bind(context, reference, "Name", item.Otherwise, item.At);
        return record =>
        {
            if (context.Find(record.Text(reference.Name)) is not { } target) return null;
            var row = new JsonObject { ["attributes"] = RecordJson.Attributes(context.BasePath, target.ObjectName, target.ObjectName, target.Id) };
            foreach (var path in branches.GetValueOrDefault(target.ObjectName) ?? otherwise) row[path.Field.Name] = RestJson.Value(path.Read(context, target), path.Field.Type);
            return row;
        };
    }

    private static List<BoundPath> Bind(QueryContext context, FieldDefinition reference, string objectName, IReadOnlyList<FieldPath> paths, int at)
    {
        if (objectName != "Name" && !reference.ReferenceTo.Contains(objectName, StringComparer.OrdinalIgnoreCase))
            throw context.Source.Error("INVALID_TYPE", $"{reference.RelationshipName} never points to '{objectName}'", at);
        var binder = new FieldBinder(context, context.Schema.Find(objectName) ?? throw context.Source.Error("INVALID_TYPE", $"sObject type '{objectName}' is not supported.", at), new FieldPath([objectName], at), new Dictionary<string, FieldPath>());
        return [.. paths.Select(binder.Bind)];
    }
}
