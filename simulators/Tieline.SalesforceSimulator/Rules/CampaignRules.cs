using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>
/// Campaign members: exactly one person each, once per campaign; an unknown status silently becomes the campaign's default.
/// See https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_campaignmember.htm
/// </summary>
public static class CampaignRules
{
    public static void ApplyToMember(Save save)
    {
        if (save.IsInsert && save["ContactId"] is not null) save["LeadId"] = null;
        var person = save.Related("ContactId") ?? save.Related("LeadId")
            ?? throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [LeadId, ContactId]", "LeadId", "ContactId");
        if (save.IsInsert) RefuseSecond(save, person);
        Status(save);
        foreach (var (field, value) in PersonMirrors.OfMember(save.Org, person)) save[field] = value;
    }

    /// <summary>A new campaign has the statuses Sent and Responded.</summary>
    public static void GiveStatuses(SalesforceOrg org, string userId, SalesforceRecord campaign)
    {
        var writer = new RecordWriter(org, userId);
        writer.Insert("CampaignMemberStatus", new JsonObject { ["CampaignId"] = campaign.Id, ["Label"] = "Sent", ["SortOrder"] = 3, ["IsDefault"] = true, ["HasResponded"] = false });
        writer.Insert("CampaignMemberStatus", new JsonObject { ["CampaignId"] = campaign.Id, ["Label"] = "Responded", ["SortOrder"] = 4, ["IsDefault"] = false, ["HasResponded"] = true });
    }

    private static void RefuseSecond(Save save, SalesforceRecord person)
    {
        var field = person.ObjectName + "Id";
        var twin = save.Org.Records.Table("CampaignMember").WithText(field, person.Id).Any(m => !m.IsDeleted && m.Text("CampaignId") == save.Text("CampaignId"));
        if (twin) throw SalesforceRefusal.Bad("DUPLICATE_VALUE", "Already a campaign member.");
    }

    private static void Status(Save save)
    {
        var statuses = save.Org.Records.Table("CampaignMemberStatus").WithText("CampaignId", save.Text("CampaignId")!).Where(s => !s.IsDeleted).ToList();
        var wanted = save.Given.ContainsKey("Status") ? save.Text("Status") : save.Before?.Text("Status");
        var status = statuses.FirstOrDefault(s => string.Equals(s.Text("Label"), wanted, StringComparison.OrdinalIgnoreCase)) ?? statuses.FirstOrDefault(s => s.Is("IsDefault"));
        save["Status"] = status?.Text("Label") ?? wanted;
        save["HasResponded"] = status?.Is("HasResponded") ?? false;
        if (save["HasResponded"] is true) save["FirstRespondedDate"] ??= DateOnly.FromDateTime(save.Now.UtcDateTime);
    }
}
