using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Creates, changes and deletes rows as one user, under all rules of the org. Used within <see cref="SalesforceOrg.Run{T}"/>.</summary>
public sealed class RecordWriter(SalesforceOrg org, string userId, SaveOptions? options = null)
{
    public SalesforceRecord Insert(string objectName, JsonObject body)
    {
        var definition = Definition(objectName, "createable", "create");
        var whoIds = SharedActivities.Take(org, definition, body);
        var given = GivenFields.Read(org, userId, Seen(definition), body, insert: true);
        var values = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var field in definition.Fields.Where(f => !given.ContainsKey(f.Name)))
            if (NewRecords.Value(org, userId, definition, field) is { } value)
                values[field.Name] = value;
        foreach (var (name, value) in given)
            if (value is not null)
                values[name] = value;
        var draft = new SalesforceRecord(definition.Name, org.Records.NextId(definition.KeyPrefix!), values.ToImmutable());
        var save = new Save(org, userId, definition, null, draft, given, options ?? SaveOptions.Usual);
        return PlatformEvent.Is(definition) ? Publish(save) : Store(save, whoIds);
    }

    public SalesforceRecord Update(SalesforceRecord before, JsonObject body)
    {
        var definition = Definition(before.ObjectName, "updateable", "update");
        if (before.IsDeleted) throw new SalesforceRefusal(404, "ENTITY_IS_DELETED", "entity is deleted") { Fields = [] };
        if (!org.Access.On(userId, before).Edit) throw SalesforceRefusal.NoAccess();
        var whoIds = SharedActivities.Take(org, definition, body);
        var given = GivenFields.Read(org, userId, Seen(definition), body, insert: false);
        var draft = given.Aggregate(before, (record, field) => record.With(field.Key, field.Value));
        return Store(new Save(org, userId, definition, before, draft, given, options ?? SaveOptions.Usual), whoIds);
    }

    /// <param name="forever">Past the recycle bin.</param>
    public void Delete(SalesforceRecord record, bool forever = false)
    {
        Definition(record.ObjectName, "deletable", "delete");
        if (record.IsDeleted) throw new SalesforceRefusal(404, "ENTITY_IS_DELETED", "entity is deleted") { Fields = [] };
        if (!org.Access.On(userId, record).Delete) throw SalesforceRefusal.NoAccess();
        DeleteRules.Check(org, record);
        var going = Cascade.Of(org, record);
        DeleteRules.CheckRestricted(org, going);
        Remove(record, Moments.Cut(org.Clock.Now), forever, []);
        foreach (var gone in going) ObjectRules.Recount(org, gone);
    }

    /// <summary>With all that hangs below it, whoever may delete that.</summary>
    private void Remove(SalesforceRecord record, DateTimeOffset now, bool forever, HashSet<string> removed)
    {
        if (!removed.Add(record.Id)) return; // Records of one object may hang below each other in a circle.
        var definition = org.Schema[record.ObjectName];
        org.Locks.Need(Touched(record, null));
        foreach (var child in org.Schema.ChildrenOf(record.ObjectName).ToList())
        foreach (var row in org.Records.Table(child.ChildObject).WithText(child.Field.Name, record.Id).Where(r => !r.IsDeleted).ToList())
        {
            if (child.Field.CascadeDelete) Remove(row, now, forever, removed);
            else LostLinks.Cut(org, row, child.Field.Name, record.Id, forever || definition.Field("IsDeleted") is null);
        }

        if (forever || definition.Field("IsDeleted") is null) org.Records.Erase(record);
        else org.Records.Put(Stamped(record.With("IsDeleted", true), definition, now));
    }

    private static SalesforceRecord Publish(Save save)
    {
        SaveChecks.Check(save);
        save.Org.Rules.Check(save.Draft, save.IsInsert);
        return EventPublishing.Accept(save);
    }

    private SalesforceRecord Store(Save save, IReadOnlyList<string>? whoIds)
    {
        SaveChecks.Check(save);
        ObjectRules.Apply(save);
        org.Rules.Check(save.Draft, save.IsInsert);
        org.Duplicates.Check(save);
        var record = save.Draft;
        org.Locks.Need(Touched(save.Before, record));
        if (save.IsInsert)
        {
            record = record.With("Id", record.Id);
            if (save.Definition.Field("IsDeleted") is not null) record = record.With("IsDeleted", false);
            if (save.Definition.Field("CreatedDate") is not null) record = record.With("CreatedDate", save.Now).With("CreatedById", userId);
        }

        record = Stamped(record, save.Definition, save.Now);
        org.Records.Put(record);
        if (save.Options.UpdatesMru) org.Recent.Saw(userId, record.Id);
        ObjectRules.After(save.Org, userId, save.Before, record);
        SharedActivities.Keep(org, userId, save.Before, record, whoIds);
        return record;
    }

    private SalesforceRecord Stamped(SalesforceRecord record, ObjectDefinition definition, DateTimeOffset now)
    {
        record = record.With("SystemModstamp", now);
        return definition.Field("LastModifiedDate") is null ? record : record.With("LastModifiedDate", now).With("LastModifiedById", userId);
    }

    /// <summary>The rows a write has to itself: what is changed, and the records it hangs below.</summary>
    private HashSet<string> Touched(SalesforceRecord? before, SalesforceRecord? after)
    {
        var ids = new[] { before, after }.OfType<SalesforceRecord>().SelectMany(row => org.Schema[row.ObjectName].Fields.Where(f => f.Type == FieldType.Reference).Select(f => row.Text(f.Name))).OfType<string>()
            .Where(id => org.Schema.ByPrefix(id) is { } parent && parent.Name != "User" && parent.Can("triggerable")).ToHashSet(StringComparer.Ordinal);
        if (before is not null) ids.Add(before.Id);
        return ids;
    }

    private ObjectDefinition Definition(string name, string ability, string deed)
    {
        var definition = org.Schema.Find(name) ?? throw SalesforceRefusal.NotFound();
        if (!definition.Can(ability)) throw SalesforceRefusal.Query("INVALID_TYPE_FOR_OPERATION", $"entity type {definition.Name} does not support {deed}");
        if (Seen(definition).Can(ability)) return definition;
        throw ability == "createable" ? SalesforceRefusal.Bad("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type cannot be inserted: {definition.Label}") : SalesforceRefusal.NoAccess();
    }

    /// <summary>The object as the user sees it; to one who may not read it, it does not exist.</summary>
    private ObjectDefinition Seen(ObjectDefinition definition) => org.Access.SchemaOf(userId).Find(definition.Name) ?? throw SalesforceRefusal.NotFound();
}
