using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Creates, changes and deletes rows as one user, under all rules of the org. Used within <see cref="SalesforceOrg.Run{T}"/>.</summary>
public sealed class RecordWriter(SalesforceOrg org, string userId)
{
    public SalesforceRecord Insert(string objectName, JsonObject body)
    {
        var definition = Definition(objectName, "createable", "create");
        var given = GivenFields.Read(org, definition, body, insert: true);
        var values = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var field in definition.Fields.Where(f => !given.ContainsKey(f.Name)))
            if (Default(field) is { } value)
                values[field.Name] = value;
        foreach (var (name, value) in given)
            if (value is not null)
                values[name] = value;
        var draft = new SalesforceRecord(definition.Name, org.Records.NextId(definition.KeyPrefix!), values.ToImmutable());
        return Store(new Save(org, userId, definition, null, draft, given));
    }

    public SalesforceRecord Update(SalesforceRecord before, JsonObject body)
    {
        var definition = Definition(before.ObjectName, "updateable", "update");
        if (before.IsDeleted) throw new SalesforceRefusal(404, "ENTITY_IS_DELETED", "entity is deleted") { Fields = [] };
        var given = GivenFields.Read(org, definition, body, insert: false);
        var draft = given.Aggregate(before, (record, field) => record.With(field.Key, field.Value));
        return Store(new Save(org, userId, definition, before, draft, given));
    }

    /// <param name="forever">Past the recycle bin.</param>
    public void Delete(SalesforceRecord record, bool forever = false)
    {
        var definition = Definition(record.ObjectName, "deletable", "delete");
        if (record.IsDeleted) throw new SalesforceRefusal(404, "ENTITY_IS_DELETED", "entity is deleted") { Fields = [] };
        foreach (var child in org.Schema.ChildrenOf(record.ObjectName).ToList())
        foreach (var row in org.Records.Table(child.ChildObject).WithText(child.Field.Name, record.Id).Where(r => !r.IsDeleted).ToList())
        {
            if (child.Field.CascadeDelete) Delete(row, forever);
            else org.Records.Put(row.With(child.Field.Name, null));
        }

        if (forever || definition.Field("IsDeleted") is null) org.Records.Erase(record);
        else org.Records.Put(Stamped(record.With("IsDeleted", true), definition, Moments.Cut(org.Clock.Now)));
    }

    private SalesforceRecord Store(Save save)
    {
        SaveChecks.Check(save);
        ObjectRules.Apply(save);
        org.Rules.Check(save.Draft, save.IsInsert);
        var record = save.Draft;
        if (save.IsInsert)
        {
            record = record.With("Id", record.Id);
            if (save.Definition.Field("IsDeleted") is not null) record = record.With("IsDeleted", false);
            if (save.Definition.Field("CreatedDate") is not null) record = record.With("CreatedDate", save.Now).With("CreatedById", userId);
        }

        record = Stamped(record, save.Definition, save.Now);
        org.Records.Put(record);
        org.Recent.Saw(userId, record.Id);
        ObjectRules.After(save.Org, userId, save.Before, record);
        return record;
    }

    private SalesforceRecord Stamped(SalesforceRecord record, ObjectDefinition definition, DateTimeOffset now)
    {
        record = record.With("SystemModstamp", now);
        return definition.Field("LastModifiedDate") is null ? record : record.With("LastModifiedDate", now).With("LastModifiedById", userId);
    }

    private object? Default(FieldDefinition field)
    {
        if (field.Name == "OwnerId" && field.DefaultedOnCreate) return userId;
        if (field.PicklistValues.FirstOrDefault(v => v.Default) is { } standard && field.DefaultedOnCreate) return standard.Value;
        if (field.DefaultValue is { } text) return FieldValues.Read(field, JsonValue.Create(text));
        if (field.AutoNumber) return org.Records.NextNumber("auto:" + field.Label).ToString("D8", CultureInfo.InvariantCulture);
        return field.DefaultedOnCreate && field.Type.IsNumber() ? 0m : null;
    }

    private ObjectDefinition Definition(string name, string ability, string deed)
    {
        var definition = org.Schema.Find(name) ?? throw SalesforceRefusal.NotFound();
        return definition.Can(ability) ? definition : throw SalesforceRefusal.Query("INVALID_TYPE_FOR_OPERATION", $"entity type {definition.Name} does not support {deed}");
    }
}
