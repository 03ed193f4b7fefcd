using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The organization, its profiles, permission sets, task settings and record types.</summary>
public static class SetupSeed
{
    public static void Fill(SalesforceOrg org)
    {
        SeedRows.Put(org, "Organization", ("Name", "Nordlys Industries"), ("OrganizationType", "Developer Edition"), ("InstanceName", "SIM1"), ("Country", "US"), ("City", "San Jose"),
            ("State", "CA"), ("DefaultLocaleSidKey", "en_US"), ("TimeZoneSidKey", "America/Los_Angeles"), ("LanguageLocaleKey", "en_US"), ("FiscalYearStartMonth", 1),
            ("DefaultAccountAccess", "Edit"), ("DefaultContactAccess", "ControlledByParent"), ("DefaultLeadAccess", "ReadEditTransfer"));
        foreach (var (name, all) in new[] { ("System Administrator", true), ("Standard User", false), ("Minimum Access - API Only Integrations", false) })
        {
            var profile = SeedRows.Put(org, "Profile", ("Name", name), ("UserType", "Standard"), ("PermissionsApiEnabled", true), ("PermissionsModifyAllData", all),
                ("PermissionsViewAllData", all), ("PermissionsEditTask", true), ("PermissionsConvertLeads", all));
            SeedRows.Put(org, "PermissionSet", ("Name", "X00e" + profile.Id[12..15]), ("Label", name), ("ProfileId", profile.Id), ("IsOwnedByProfile", true), ("Type", "Profile"), ("PermissionsApiEnabled", true));
        }

        foreach (var (name, label) in new[] { ("Webex_Admin", "Webex Admin"), ("Webex_Agent", "Webex Agent"), ("Webex_Integration", "Webex Integration") })
            SeedRows.Put(org, "PermissionSet", ("Name", name), ("Label", label), ("IsCustom", true), ("Type", "Regular"));
        TaskSettings(org);
    }

    private static void TaskSettings(SalesforceOrg org)
    {
        var order = 0;
        foreach (var value in org.Schema["Task"].Field("Status")!.PicklistValues)
            SeedRows.Put(org, "TaskStatus", ("MasterLabel", value.Label), ("ApiName", value.Value), ("SortOrder", ++order), ("IsDefault", value.Default), ("IsClosed", value.Value == "Completed"));
        order = 0;
        foreach (var value in org.Schema["Task"].Field("Priority")!.PicklistValues)
            SeedRows.Put(org, "TaskPriority", ("MasterLabel", value.Label), ("ApiName", value.Value), ("SortOrder", ++order), ("IsDefault", value.Default), ("IsHighPriority", value.Value == "High"));
    }
}
