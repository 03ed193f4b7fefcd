using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>A column of an ingest job, known to the object: a field, or a parent's external id (<c>Account.Key__c</c>, <c>Lead:Who.Email</c>).</summary>
internal sealed record IngestColumn(FieldDefinition Field, string? ParentType, FieldDefinition? ParentKey);

/// <summary>Finds what the header row names.</summary>
internal static class IngestColumns
{
    public static IReadOnlyList<IngestColumn> Bind(OrgSchema schema, BulkJob job)
    {
        var definition = schema.Find(job.ObjectName) ?? throw new DataProblem($"InvalidEntity : {job.ObjectName} is not accessible");
        var columns = job.Columns.Select(name => Find(schema, definition, name.Trim()) ?? throw new DataProblem($"InvalidBatch : Field name not found : {name}")).ToList();
        if (columns.GroupBy(c => c.Field).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new DataProblem($"InvalidBatch : Duplicate field name : {twice.Key.Name}");
        if (job.Operation is "delete" or "hardDelete" && columns is not [{ Field.Type: FieldType.Id }]) throw new DataProblem($"InvalidBatch : The '{job.Operation}' batch must contain only ids");
        return columns;
    }

    private static IngestColumn? Find(OrgSchema schema, ObjectDefinition definition, string name)
    {
        if (definition.Field(name) is { } field) return new IngestColumn(field, null, null);
        if (name.Split('.') is not [var path, var keyName]) return null;
        var (type, relationship) = path.Split(':') is [var given, var rest] ? (given, rest) : (null, path);
        if (definition.Relationship(relationship) is not { } reference) return null;
        var parents = reference.ReferenceTo.Where(t => type is null || t.Equals(type, StringComparison.OrdinalIgnoreCase));
        return parents.Select(schema.Find).FirstOrDefault(d => d?.Field(keyName) is { } key && GivenFields.IsKey(key)) is { } parent
            ? new IngestColumn(reference, parent.Name, parent.Field(keyName)) : null;
    }
}
