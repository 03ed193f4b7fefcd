using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Takes a record out of the recycle bin, with what was deleted along with it.</summary>
internal static class Undelete
{
    public static void Run(SalesforceOrg org, string id)
    {
        if (org.Records.Find(id) is not { IsDeleted: true } record) throw SalesforceRefusal.Bad("UNDELETE_FAILED", "entity is not in the recycle bin");
        Restore(org, record, record.Moment("SystemModstamp"));
    }

    private static void Restore(SalesforceOrg org, SalesforceRecord record, DateTimeOffset? deletedAt)
    {
        foreach (var field in org.Schema[record.ObjectName].Fields.Where(f => f.Unique && record[f.Name] is not null)) SaveChecks.Unique(org, record, field);
        org.Records.Put(record.With("IsDeleted", false).With("SystemModstamp", Moments.Cut(org.Clock.Now)));
        LostLinks.Restore(org, record.Id);
        foreach (var child in org.Schema.ChildrenOf(record.ObjectName).Where(c => c.Field.CascadeDelete).ToList())
        foreach (var row in org.Records.Table(child.ChildObject).WithText(child.Field.Name, record.Id).Where(r => r.IsDeleted && r.Moment("SystemModstamp") == deletedAt).ToList())
            Restore(org, row, deletedAt);
        ObjectRules.Recount(org, record);
    }
}
