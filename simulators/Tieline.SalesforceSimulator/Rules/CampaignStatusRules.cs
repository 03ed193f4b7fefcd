using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// The statuses of a campaign's members: exactly one is the default, at least one means responded, none in use goes away.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_campaignmemberstatus.htm
/// </summary>
internal static class CampaignStatusRules
{
    public static void Apply(Save save)
    {
        var others = Of(save.Org, save.Text("CampaignId")!).Where(s => s.Id != save.Draft.Id).ToList();
        if (others.FirstOrDefault(s => string.Equals(s.Text("Label"), save.Text("Label"), StringComparison.OrdinalIgnoreCase)) is { } twin)
            throw SalesforceRefusal.Bad("DUPLICATE_VALUE", $"duplicate value found: Label duplicates value on record with id: {twin.Id[..15]}");
        if (save.Before is not { } before) return;
        if (before.Is("IsDefault") && save["IsDefault"] is not true) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "A campaign has exactly one default status", "IsDefault");
        if (before.Is("HasResponded") && save["HasResponded"] is not true && !others.Exists(s => s.Is("HasResponded")))
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "A campaign has at least one status that means responded", "HasResponded");
    }

    /// <summary>A new default takes the place of the old one; members follow their status.</summary>
    public static void After(SalesforceOrg org, SalesforceRecord? before, SalesforceRecord status)
    {
        if (status.Is("IsDefault"))
            foreach (var other in Of(org, status.Text("CampaignId")!).Where(s => s.Id != status.Id && s.Is("IsDefault")).ToList())
                org.Records.Put(other.With("IsDefault", false).With("SystemModstamp", status["SystemModstamp"]));
        if (before is null || (Equals(before["Label"], status["Label"]) && before.Is("HasResponded") == status.Is("HasResponded"))) return;
        foreach (var member in Members(org, before).ToList())
            org.Records.Put(member.With("Status", status["Label"]).With("HasResponded", status.Is("HasResponded")).With("SystemModstamp", status["SystemModstamp"]));
    }

    public static void BeforeDelete(SalesforceOrg org, SalesforceRecord status)
    {
        if (status.Is("IsDefault")) throw Undeletable("it is the default status");
        if (Members(org, status).Any()) throw Undeletable("members have it");
        if (status.Is("HasResponded") && Of(org, status.Text("CampaignId")!).Count(s => s.Is("HasResponded")) == 1) throw Undeletable("no other status means responded");
    }

    private static IEnumerable<SalesforceRecord> Of(SalesforceOrg org, string campaignId) =>
        org.Records.Table("CampaignMemberStatus").WithText("CampaignId", campaignId).Where(s => !s.IsDeleted);

    private static IEnumerable<SalesforceRecord> Members(SalesforceOrg org, SalesforceRecord status) =>
        org.Records.Table("CampaignMember").WithText("CampaignId", status.Text("CampaignId")!).Where(m => !m.IsDeleted && string.Equals(m.Text("Status"), status.Text("Label"), StringComparison.OrdinalIgnoreCase));

    private static SalesforceRefusal Undeletable(string why) => SalesforceRefusal.Bad("DELETE_FAILED", "This campaign member status cannot be deleted: " + why);
}
