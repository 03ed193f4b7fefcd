using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The organization, its profiles, permission sets, task settings and record types.</summary>
public static class SetupSeed
{
    private const string ApiOnly = "Minimum Access - API Only Integrations";

    /// <summary>What the administrators' profile gives besides all data.</summary>
    private static readonly string[] Administrators =
    [
        "PermissionsModifyAllData", "PermissionsViewAllData", "PermissionsModifyMetadata", "PermissionsCustomizeApplication", "PermissionsViewSetup", "PermissionsManageUsers", "PermissionsAssignPermissionSets",
        "PermissionsViewAllUsers", "PermissionsViewRoles", "PermissionsRunReports", "PermissionsLightningExperienceUser",
    ];

    public static void Fill(SalesforceOrg org)
    {
        SeedRows.Put(org, "Organization", ("Name", "Nordlys Industries"), ("OrganizationType", "Developer Edition"), ("InstanceName", "SIM1"), ("Country", "US"), ("City", "San Jose"),
            ("State", "CA"), ("DefaultLocaleSidKey", "en_US"), ("TimeZoneSidKey", "America/Los_Angeles"), ("LanguageLocaleKey", "en_US"), ("FiscalYearStartMonth", 1),
            ("DefaultAccountAccess", "Edit"), ("DefaultContactAccess", "ControlledByParent"), ("DefaultLeadAccess", "ReadEditTransfer"), ("DefaultOpportunityAccess", "Edit"), ("DefaultCaseAccess", "ReadEditTransfer"), ("DefaultCampaignAccess", "All"), ("DefaultCalendarAccess", "HideDetailsInsert"), ("DefaultPricebookAccess", "ReadSelect"), ("UiSkin", "Theme3"));
        foreach (var (name, all) in new[] { ("System Administrator", true), ("Standard User", false), ("Minimum Access - Salesforce", false), (ApiOnly, false) })
        {
            var profile = SeedRows.Put(org, "Profile", ("Name", name), ("UserType", "Standard"), ("PermissionsApiEnabled", true), ("PermissionsActivitiesAccess", true), ("PermissionsModifyAllData", all),
                ("PermissionsViewAllData", all), ("PermissionsEditTask", true), ("PermissionsEditEvent", true), ("PermissionsConvertLeads", true));
            var set = SeedRows.Put(org, "PermissionSet", ("Name", "X00e" + profile.Id[12..15]), ("Label", name), ("ProfileId", profile.Id), ("IsOwnedByProfile", true), ("Type", "Profile"), ("PermissionsApiEnabled", true), ("PermissionsApiUserOnly", name == ApiOnly));
            if (all) org.Records.Put(Administrators.Aggregate(set, (row, permission) => row.With(permission, true)));
        }

        PermissionSeed.Fill(org);
        // Who follows the changes of all records may see them all.
        foreach (var (name, label, all) in new[] { ("Webex_User", "Webex User", false), ("Webex_Admin", "Webex Admin", false), ("Webex_Import_Admin", "Webex Import Admin", false), ("Webex_Integration", "Webex Integration", true) })
            SeedRows.Put(org, "PermissionSet", ("Name", name), ("Label", label), ("IsCustom", true), ("Type", "Regular"), ("PermissionsViewAllData", all), ("PermissionsViewAllUsers", all), ("PermissionsViewSetup", all), ("PermissionsAssignPermissionSets", all));
        foreach (var (name, label) in new[] { ("Business_Account", "Business Account"), ("Partner_Account", "Partner Account") })
            SeedRows.Put(org, "RecordType", ("Name", label), ("DeveloperName", name), ("SobjectType", "Account"), ("IsActive", true));
        SeedRows.Put(org, "BusinessHours", ("Name", "Default"), ("IsActive", true), ("IsDefault", true), ("TimeZoneSidKey", "America/Los_Angeles"));
        ScreenSeed.Fill(org);
        TaskSettings(org, change: null);
        LeadStatuses(org, ["Closed - Converted"]);
    }

    /// <summary>The rows behind the picklists of a task, anew for the picklist that changed; null: for both.</summary>
    public static void TaskSettings(SalesforceOrg org, PicklistChange? change)
    {
        if (change is null or { Field: "Status" }) Statuses(org, change?.Closed ?? ["Completed"]);
        if (change is null or { Field: "Priority" }) Priorities(org, change?.HighPriority ?? ["High"]);
    }

    /// <summary>The rows behind a lead's status: which say that it was converted.</summary>
    public static void LeadStatuses(SalesforceOrg org, IReadOnlyList<string> converted)
    {
        foreach (var row in org.Records.Rows("LeadStatus").ToList()) org.Records.Erase(row);
        var order = 0;
        foreach (var value in org.Schema["Lead"].Field("Status")!.PicklistValues)
            SeedRows.Put(org, "LeadStatus", ("MasterLabel", value.Label), ("ApiName", value.Value), ("SortOrder", ++order), ("IsDefault", value.Default), ("IsConverted", converted.Contains(value.Value)));
    }

    private static void Statuses(SalesforceOrg org, IReadOnlyList<string> closed)
    {
        foreach (var row in org.Records.Rows("TaskStatus").ToList()) org.Records.Erase(row);
        var order = 0;
        foreach (var value in org.Schema["Task"].Field("Status")!.PicklistValues)
            SeedRows.Put(org, "TaskStatus", ("MasterLabel", value.Label), ("ApiName", value.Value), ("SortOrder", ++order), ("IsDefault", value.Default), ("IsClosed", closed.Contains(value.Value)));
    }

    private static void Priorities(SalesforceOrg org, IReadOnlyList<string> high)
    {
        foreach (var row in org.Records.Rows("TaskPriority").ToList()) org.Records.Erase(row);
        var order = 0;
        foreach (var value in org.Schema["Task"].Field("Priority")!.PicklistValues)
            SeedRows.Put(org, "TaskPriority", ("MasterLabel", value.Label), ("ApiName", value.Value), ("SortOrder", ++order), ("IsDefault", value.Default), ("IsHighPriority", high.Contains(value.Value)));
    }
}
