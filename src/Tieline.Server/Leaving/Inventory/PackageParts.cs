using Tieline.Server.Users;

namespace Tieline.Server.Leaving.Inventory;

/// <summary>What the package in <c>salesforce/</c> puts into an org, and how each sort is asked for. A test compares it with the package's folder.</summary>
/// <param name="Object">The set-up object whose rows show them.</param>
/// <param name="NameField">Its field with the developer name.</param>
/// <param name="IsTooling">It is known to the Tooling API alone.</param>
/// <param name="Folder">Of the package.</param>
internal sealed record PackageParts(string Object, string NameField, bool IsTooling, string Folder, params string[] Names)
{
    /// <summary>Those that people have. The integration user's own are <c>Tieline_Integration</c> and, where the page People assigns, <c>Tieline_Assign</c>.</summary>
    public static readonly string[] PeoplesSets = [.. PermissionSets.Names];

    public static readonly string[] Components =
    [
        "tielineAction", "tielineHostProtocol", "tielinePanel", "tielineTabFocus", "tielineTexts", "tielineUtility", "webexAdministration", "webexCreateASpace", "webexHome",
        "webexMakeACall", "webexMeetings", "webexMeetingsCalendar", "webexScheduleAMeeting", "webexSoftphone", "webexSpaces", "webexWebinars",
    ];

    public static readonly string[] Classes = ["TielineLaunch", "TielineLaunchKeys", "TielineLaunchTest", "TielineLaunchToken"];

    /// <summary>In the order in which Setup lets them go: what shows others first.</summary>
    public static readonly IReadOnlyList<PackageParts> All =
    [
        new("CustomApplication", "DeveloperName", true, "applications", "Webex"),
        new("FlexiPage", "DeveloperName", true, "flexipages", "Webex_Utility_Bar"),
        new("CustomTab", "DeveloperName", true, "tabs", "Webex_Administration"),
        new("QuickActionDefinition", "DeveloperName", true, "quickActions", "Create_a_Space", "Make_a_Call", "Schedule_a_Meeting"),
        new("LightningComponentBundle", "DeveloperName", true, "lwc", Components),
        new("LightningMessageChannel", "DeveloperName", true, "messageChannels", "Tieline_Softphone"),
        new("CallCenter", "InternalName", false, "callCenters", "Tieline"),
        new("PermissionSet", "Name", false, "permissionsets", [.. PeoplesSets, "Tieline_Integration", "Tieline_Assign"]),
        new("ApexClass", "Name", false, "classes", Classes),
        new("CustomObject", "DeveloperName", true, "objects", "Webex_Launch_Key", "Webex_Webinar_Campaign_Member"),
        new("CspTrustedSite", "DeveloperName", false, "cspTrustedSites", "Tieline"),
        new("ExternalClientApplication", "DeveloperName", false, "externalClientApps", "Tieline"),
    ];
}
