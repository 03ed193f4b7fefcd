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
            throw SalesforceRefusal.Bad("DELETE_FAILED", $"Your attempt to delete {record.Text("Name")} could not be completed because it is associated with the following cases.: {string.Join(", ", cases)}\n");
    }
}
