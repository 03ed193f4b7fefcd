using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Seed;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>The values an administrator gave a picklist in place of the standard ones.</summary>
public sealed record PicklistChange(string Object, string Field, IReadOnlyList<PicklistValue> Values, IReadOnlyList<string> Closed, IReadOnlyList<string> HighPriority);

/// <summary>The org's own picklists. Callers hold the org's gate.</summary>
public sealed class PicklistSettings(SalesforceOrg org)
{
    private readonly Dictionary<string, PicklistChange> changes = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<PicklistChange> All => changes.Values;

    /// <summary>When the schema last changed; describe tells it as Last-Modified. Null: never.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    public void Put(PicklistChange change)
    {
        Restore(change);
        if (change.Object == "Task") SetupSeed.TaskSettings(org, change);
        if (change is { Object: "Lead", Field: "Status" }) SetupSeed.LeadStatuses(org, change.Closed);
    }

    /// <summary>As <see cref="Put"/>, for an org whose rows come from a file.</summary>
    public void Restore(PicklistChange change)
    {
        changes[$"{change.Object}.{change.Field}"] = change;
        var definition = org.Schema[change.Object];
        org.Schema.Put(definition.With(definition.Field(change.Field)! with { PicklistValues = change.Values }));
        ChangedAt = org.Clock.Now;
    }

    /// <summary>Standard values again.</summary>
    public void Clear()
    {
        changes.Clear();
        ChangedAt = null;
        org.Schema.Reset();
    }
}
