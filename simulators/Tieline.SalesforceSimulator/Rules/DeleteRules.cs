using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>What keeps a record from being deleted.</summary>
internal static class DeleteRules
{
    public static void Check(SalesforceOrg org, SalesforceRecord record)
    {
        if (record.ObjectName == "CampaignMemberStatus") CampaignStatusRules.BeforeDelete(org, record);
        if (record is { ObjectName: "PermissionSet" } && record.Is("IsOwnedByProfile")) throw SalesforceRefusal.NoAccess();
        if (!org.Switches.CasesKeepParents || record.ObjectName is not ("Account" or "Contact")) return;
        var cases = org.Records.Table("Case").WithText(record.ObjectName + "Id", record.Id).Where(c => !c.IsDeleted).Select(c => c.Text("CaseNumber")).ToList();
        if (cases.Count > 0)
            throw Associated(record, "cases", cases);
    }

    /// <summary>Lookups that were deployed to keep what they lead to; rows that go along do not count.</summary>
    public static void CheckRestricted(SalesforceOrg org, IReadOnlyList<SalesforceRecord> going)
    {
        var ids = going.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var record in going)
        foreach (var child in org.Schema.ChildrenOf(record.ObjectName).Where(c => c.Field.RestrictedDelete))
        {
            var rows = org.Records.Table(child.ChildObject).WithText(child.Field.Name, record.Id).Where(r => !r.IsDeleted && !ids.Contains(r.Id)).Select(r => r.Text("Name")).ToList();
            if (rows.Count > 0) throw Associated(record, org.Schema[child.ChildObject].LabelPlural, rows);
        }
    }

    private static SalesforceRefusal Associated(SalesforceRecord record, string kind, IEnumerable<string?> with) => SalesforceRefusal.Bad("DELETE_FAILED",
        $"Your attempt to delete {record.Text("Name")} could not be completed because it is associated with the following {kind}.: {string.Join(", ", with)}\n");
}
