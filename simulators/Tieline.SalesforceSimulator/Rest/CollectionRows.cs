using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>What a collection or a bulk job does with one record, as one user; the record names its object in <c>attributes.type</c>.</summary>
internal sealed class CollectionRows(SalesforceOrg org, string userId, RecordWriter writer)
{
    public CollectionRow Create(JsonObject record)
    {
        var made = writer.Insert(TypeOf(record).Name, record);
        return new CollectionRow(made.Id, EventUuid: made.ObjectName.EndsWith("__e", StringComparison.Ordinal) ? made.Text("EventUuid") : null);
    }

    public CollectionRow Update(JsonObject record)
    {
        var definition = TypeOf(record);
        var key = record.Select(p => p.Key).FirstOrDefault(k => k.Equals("id", StringComparison.OrdinalIgnoreCase));
        var id = key is null ? null : CompositeResources.Text(record[key]);
        if (id is null) throw SalesforceRefusal.Bad("MISSING_ARGUMENT", "Id not specified in an update call");
        var found = Existing(id, definition);
        record.Remove(key!);
        return new CollectionRow(writer.Update(found, record).Id);
    }

    /// <param name="definition">The object it must be of; null takes any.</param>
    /// <param name="forever">Past the recycle bin.</param>
    public CollectionRow Delete(string id, ObjectDefinition? definition, bool forever)
    {
        var record = Existing(id, definition);
        writer.Delete(record, forever);
        return new CollectionRow(record.Id);
    }

    public CollectionRow Upsert(ObjectDefinition definition, FieldDefinition field, JsonObject record)
    {
        if (TypeOf(record).Name != definition.Name) throw SalesforceRefusal.Bad("INVALID_TYPE_ON_FIELD_IN_RECORD", $"the record's type is not {definition.Name}");
        var key = record.Select(p => p.Key).FirstOrDefault(k => k.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
        var value = key is null ? null : record[key]?.ToString();
        if (value is null) throw SalesforceRefusal.Bad("MISSING_ARGUMENT", $"{field.Name} not specified");
        var found = ExternalIds.Matches(org, userId, definition, field, value);
        if (found.Count > 1) throw SalesforceRefusal.Bad("DUPLICATE_EXTERNAL_ID", $"{field.Name}: more than one record found for external id field: [{string.Join(", ", found.Select(f => f.Id))}]", field.Name);
        if (field.Type == FieldType.Id && found.Count == 0) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        if (found.Count == 0) return new CollectionRow(writer.Insert(definition.Name, record).Id, Created: true);
        record.Remove(key!);
        return new CollectionRow(writer.Update(found[0], record).Id, Created: false);
    }

    private SalesforceRecord Existing(string id, ObjectDefinition? definition)
    {
        var full = RecordIds.Normalize(id) ?? throw SalesforceRefusal.Bad("MALFORMED_ID", "malformed id " + id);
        var record = org.Records.Find(full);
        if (record is null || (definition is not null && record.ObjectName != definition.Name)) throw SalesforceRefusal.Bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        if (!org.Access.Reads(userId, record)) throw SalesforceRefusal.NoAccess();
        return record.IsDeleted ? throw SalesforceRefusal.Bad("ENTITY_IS_DELETED", "entity is deleted") : record;
    }

    private ObjectDefinition TypeOf(JsonObject record)
    {
        var type = CompositeResources.Text((record["attributes"] as JsonObject)?["type"]) ?? throw SalesforceRefusal.Bad("INVALID_INPUT", "Record is missing attributes.type");
        return org.Access.SchemaOf(userId).Find(type) ?? throw SalesforceRefusal.Bad("INVALID_TYPE", $"sObject type '{type}' is not supported.");
    }
}
