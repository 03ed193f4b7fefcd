using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>What a change event says of a record, apart from which one and when.</summary>
/// <param name="ChangeType">CREATE, UPDATE, DELETE, UNDELETE or GAP_...</param>
/// <param name="Values">by the object's field names</param>
/// <param name="Changed">for an update: the fields that changed, those set to null among them</param>
/// <param name="Shortened">those whose value is only the difference to the one before</param>
public sealed record ChangeBody(string ChangeType, ImmutableDictionary<string, object> Values, ImmutableHashSet<string> Changed, ImmutableHashSet<string> Shortened)
{
    private const int LongText = 1000;

    /// <summary>A header and nothing else: a deletion, or a gap that the subscriber fills by reading.</summary>
    public static ChangeBody Bare(string changeType) => new(changeType, ImmutableDictionary<string, object>.Empty, [], []);

    /// <summary>Null when the change is none that the cloud tells of (a row made and deleted in one transaction, one purged).</summary>
    public static ChangeBody? Of(RecordChange change, EventSchema schema)
    {
        var sources = Sources(schema.Fields).ToList();
        return (Living(change.Before), Living(change.After)) switch
        {
            (null, { } now) => Bare(change.Before is null ? "CREATE" : "UNDELETE") with { Values = Pick(now, sources) },
            ({ } before, { } now) => Update(before, now, sources),
            ({ }, null) => Bare("DELETE"),
            (null, null) => null,
        };
    }

    /// <summary>With the values of fields that a channel wants in each event, changed or not.</summary>
    /// <param name="fields">by the event's names: a compound one brings its parts</param>
    public ChangeBody Enriched(SalesforceRecord row, EventSchema schema, IReadOnlyList<string> fields)
    {
        var sources = Sources(schema.Fields.Where(f => fields.Contains(f.Name))).Where(f => !Values.ContainsKey(f.Name));
        return this with { Values = Values.AddRange(Pick(row, sources)) };
    }

    private static SalesforceRecord? Living(SalesforceRecord? row) => row is { IsDeleted: false } ? row : null;

    private static ChangeBody? Update(SalesforceRecord before, SalesforceRecord now, List<FieldDefinition> sources)
    {
        var changed = sources.Where(f => !Equals(before[f.Name], now[f.Name])).ToHashSet();
        if (changed.Count == 0) return null;
        // Told even when a change left it as it was (a reference that was emptied since its target is gone).
        changed.UnionWith(sources.Where(f => f.Name == "LastModifiedDate"));
        var shortened = changed.Where(f => f.Type == FieldType.Textarea && before[f.Name] is string && now[f.Name] is string { Length: > LongText }).Select(f => f.Name).ToImmutableHashSet();
        var values = Pick(now, changed).SetItems(shortened.Select(n => KeyValuePair.Create(n, (object)TextDifference.Between(before.Text(n)!, now.Text(n)!))));
        return new ChangeBody("UPDATE", values, [.. changed.Select(f => f.Name)], shortened);
    }

    private static IEnumerable<FieldDefinition> Sources(IEnumerable<EventField> fields) =>
        fields.SelectMany(f => f.Parts.Count == 0 ? [f] : f.Parts).Select(f => f.Source).OfType<FieldDefinition>();

    private static ImmutableDictionary<string, object> Pick(SalesforceRecord row, IEnumerable<FieldDefinition> fields) =>
        fields.Where(f => row[f.Name] is not null).ToImmutableDictionary(f => f.Name, f => row[f.Name]!);
}
