using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>The table that says which object has rules of its own.</summary>
public static class ObjectRules
{
    /// <summary>Refuses, or derives fields of the draft.</summary>
    public static void Apply(Save save)
    {
        AssignmentRule.Apply(save);
        OwnerRules.Apply(save);
        RecordTypeRules.Apply(save);
        switch (save.Definition.Name)
        {
            case "Task": TaskRules.Apply(save); break;
            case "Event": EventRules.Apply(save); break;
            case "Contact" or "User": NameRules.Apply(save); break;
            case "Lead": LeadRules.Apply(save); break;
            case "Opportunity": OpportunityRules.Apply(save); break;
            case "Case": CaseRules.Apply(save); break;
            case SharedActivities.Relation: SharedActivities.Apply(save); break;
            case "EventRelation": EventRelationRules.Apply(save); break;
            case "ContentVersion": FileRules.ApplyToVersion(save); break;
            case "ContentDocumentLink": FileRules.ApplyToLink(save); break;
            case "Attachment": FileRules.ApplyToAttachment(save); break;
            case "CampaignMember": CampaignRules.ApplyToMember(save); break;
            case "CampaignMemberStatus": CampaignStatusRules.Apply(save); break;
            case var name when name.EndsWith("__c", StringComparison.Ordinal): save["Name"] ??= save.Draft.Id; break;
            case "PermissionSetAssignment": PermissionRules.Apply(save); break;
            case "PermissionSetGroupComponent": PermissionRules.ApplyToComponent(save); break;
            case "ObjectPermissions": PermissionRules.ApplyToObject(save); break;
            case "FieldPermissions": PermissionRules.ApplyToField(save); break;
            case "AccountShare" or "CampaignShare" or "CaseShare" or "ContactShare" or "LeadShare" or "OpportunityShare": ShareRules.Apply(save); break;
        }
    }

    /// <summary>Effects on other rows after the save.</summary>
    public static void After(SalesforceOrg org, string userId, SalesforceRecord? before, SalesforceRecord record)
    {
        if (record.ObjectName == "Campaign" && before is null) CampaignRules.GiveStatuses(org, userId, record);
        if (record.ObjectName == "Task" && before is null) RecurrenceRules.After(org, record);
        if (record.ObjectName == "User" && before is null) SeedRows.Put(org, "UserLogin", ("UserId", record.Id));
        if (record.ObjectName == "PermissionSetGroup" && before is null) PermissionRules.GiveSet(org, record);
        if (record.ObjectName == "PermissionSet") PermissionRules.After(org, record);
        Recount(org, record);
        if (record.ObjectName == "ContentVersion") FileRules.After(org, before, record);
        if (record.ObjectName == "CampaignMemberStatus") CampaignStatusRules.After(org, before, record);
        if (before is not null && record.ObjectName is "Contact" or "Lead" or "Account") PersonMirrors.Follow(org, before, record);
        if (before is not null && !Equals(before["OwnerId"], record["OwnerId"])) ShareRules.Forget(org, record);
    }

    /// <summary>What a row is counted in, after it came, went or came back.</summary>
    public static void Recount(SalesforceOrg org, SalesforceRecord record)
    {
        if (record.ObjectName == SharedActivities.Relation) SharedActivities.Settle(org, record.Text("TaskId")!);
        if (record.ObjectName == "EventRelation") EventRelationRules.Settle(org, record.Text("EventId")!);
    }
}
