using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Bulk;

/// <summary>Saves one CSV row as the collections of the REST API save a record, so that the same rules hold.</summary>
internal static class IngestRows
{
    private const string Null = "#N/A";

    /// <summary>A job assigns by rules only when it names one.</summary>
    private static readonly SaveOptions Unassigned = SaveOptions.Usual with { AutoAssign = false };

    public static RowOutcome Save(SalesforceOrg org, BulkJob job, IReadOnlyList<IngestColumn> columns, string[] row)
    {
        var given = columns.Zip(row).FirstOrDefault(c => c.First.Field.Type == FieldType.Id).Second ?? "";
        var (saved, refusal) = CollectionRun.Try(org, () => Run(org, job, Record(job.ObjectName, columns, row)));
        return refusal is null ? new RowOutcome(saved!.Id, saved.Created ?? job.Operation == "insert", null) : new RowOutcome(given, false, Text(refusal));
    }

    /// <summary><c>REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --</c>.</summary>
    public static string Text(SalesforceRefusal refusal) => $"{refusal.ErrorCode}:{refusal.Message}:{string.Join(", ", refusal.Fields ?? [])}{(refusal.Fields is { Count: > 0 } ? " " : "")}--";

    private static CollectionRow Run(SalesforceOrg org, BulkJob job, JsonObject record)
    {
        var rows = new CollectionRows(org, job.CreatedById, new RecordWriter(org, job.CreatedById, Unassigned));
        var definition = org.Access.SchemaOf(job.CreatedById).Find(job.ObjectName) ?? throw SalesforceRefusal.NoAccess();
        return job.Operation switch
        {
            "insert" => rows.Create(record),
            "update" => rows.Update(record),
            "upsert" => Upsert(rows, definition, job.ExternalIdFieldName!, record),
            _ => rows.Delete((string?)record["Id"] ?? "", definition, forever: job.Operation == "hardDelete"),
        };
    }

    /// <summary>An upsert by id without one is an insert.</summary>
    private static CollectionRow Upsert(CollectionRows rows, ObjectDefinition definition, string keyName, JsonObject record)
    {
        var key = ExternalIdResources.Key(definition, keyName);
        return key.Type == FieldType.Id && record["Id"] is null ? rows.Create(record) with { Created = true } : rows.Upsert(definition, key, record);
    }

    /// <summary>An empty value leaves the field alone, <c>#N/A</c> empties it.</summary>
    private static JsonObject Record(string objectName, IReadOnlyList<IngestColumn> columns, string[] row)
    {
        var record = new JsonObject { ["attributes"] = new JsonObject { ["type"] = objectName } };
        foreach (var (column, text) in columns.Zip(row))
        {
            if (text.Length == 0) continue;
            if (text == Null) record[column.Field.Name] = null;
            else if (column.ParentKey is null) record[column.Field.Name] = Value(column.Field, text);
            else record[column.Field.RelationshipName!] = new JsonObject { ["attributes"] = new JsonObject { ["type"] = column.ParentType }, [column.ParentKey.Name] = text };
        }

        return record;
    }

    private static JsonValue Value(FieldDefinition field, string text)
    {
        if (field.Type == FieldType.Id) return JsonValue.Create(text);
        var value = JsonValue.Create(field.Type == FieldType.Boolean ? Flag(text) : text);
        try
        {
            FieldValues.Read(field, value);
        }
        catch (SalesforceRefusal refusal) when (refusal.ErrorCode == "JSON_PARSER_ERROR")
        {
            throw SalesforceRefusal.Bad("INVALID_TYPE_ON_FIELD_IN_RECORD", $"Error converting value to correct data type: {text}", field.Name);
        }

        return value;
    }

    private static string Flag(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "Y" or "TRUE" or "ON" or "1" => "true",
        "NO" or "N" or "FALSE" or "OFF" or "0" => "false",
        _ => text,
    };
}
