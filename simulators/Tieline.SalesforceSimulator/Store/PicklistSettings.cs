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
        Apply(change);
        org.Schema.ChangedAt = org.Clock.Now;
    }

    /// <summary>Once more, on a schema made anew; a field that went is passed over.</summary>
    public void ApplyAll()
    {
        foreach (var change in changes.Values) Apply(change);
    }

    /// <summary>Standard values again.</summary>
    public void Clear()
    {
        changes.Clear();
        org.Schema.ChangedAt = null;
        org.Schema.Reset();
    }

    private void Apply(PicklistChange change)
    {
        if (org.Schema.Find(change.Object) is { } definition && definition.Field(change.Field) is { } field)
            org.Schema.Put(definition.With(field with { PicklistValues = change.Values }));
    }
}
