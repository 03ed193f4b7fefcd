using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The people of Nordlys Industries, in an order that fixes their ids: administrator, integration user, five agents, one who left.</summary>
public static class UserSeed
{
    public static readonly (string First, string Last, string Mail, string Phone, string Extension)[] Agents =
    [
        ("Ann", "Berg", "ann.berg", "+1 (408) 555-0101", "1101"), ("Bo", "Lind", "bo.lind", "+1 (408) 555-0102", "1102"), ("Carla", "Ruiz", "carla.ruiz", "+1 (408) 555-0103", "1103"),
        ("David", "Kim", "david.kim", "+1 (408) 555-0104", "1104"), ("Eva", "Holm", "eva.holm", "+1 (408) 555-0105", "1105"),
    ];

    public static void Fill(SalesforceOrg org)
    {
        var profiles = org.Records.Rows("Profile").ToDictionary(p => p.Text("Name")!);
        var admin = User(org, "Olivia", "Admin", "admin", profiles["System Administrator"], null, null, active: true);
        Stamp(org, admin);
        User(org, "Tieline", "Integration", "integration", profiles["Minimum Access - Salesforce"], null, null, active: true);
        foreach (var (first, last, mail, phone, extension) in Agents)
            Assign(org, User(org, first, last, mail, profiles["Standard User"], phone, extension, active: true), "Webex_User");
        User(org, "Leo", "Gone", "leo.gone", profiles["Standard User"], "+1 (408) 555-0199", "1199", active: false);
        Assign(org, Named(org, "eva.holm"), "Webex_Admin");
        Assign(org, admin, "Webex_Admin");
        Assign(org, org.Records.Rows("User").Single(u => u.Text("Username") == "integration@nordlys.example"), "Webex_Integration");
        var queue = SeedRows.Put(org, "Group", ("Name", "Support Queue"), ("DeveloperName", "Support_Queue"), ("Type", "Queue"), ("OwnerId", org.Id), ("CreatedById", admin.Id), ("LastModifiedById", admin.Id));
        foreach (var name in new[] { "Case", "Lead", "Task" }) SeedRows.Put(org, "QueueSobject", ("QueueId", queue.Id), ("SobjectType", name), ("CreatedById", admin.Id));
        foreach (var user in org.Records.Rows("User").Where(u => u.Text("Extension") is not null && u.Is("IsActive")).ToList())
            SeedRows.Put(org, "GroupMember", ("GroupId", queue.Id), ("UserOrGroupId", user.Id));
    }

    public static SalesforceRecord Named(SalesforceOrg org, string mail) => org.Records.Rows("User").Single(u => u.Text("Username") == mail + "@nordlys.example");

    private static SalesforceRecord User(SalesforceOrg org, string first, string last, string mail, SalesforceRecord profile, string? phone, string? extension, bool active)
    {
        var address = mail + "@nordlys.example";
        var user = SeedRows.Put(org, "User", ("Username", address), ("Email", address), ("FirstName", first), ("LastName", last), ("Name", $"{first} {last}"),
            ("Alias", mail.Replace(".", "")[..Math.Min(8, mail.Replace(".", "").Length)]), ("CommunityNickname", mail), ("IsActive", active), ("ProfileId", profile.Id), ("UserType", "Standard"),
            ("TimeZoneSidKey", "America/Los_Angeles"), ("LocaleSidKey", "en_US"), ("LanguageLocaleKey", "en_US"), ("EmailEncodingKey", "UTF-8"), ("CompanyName", "Nordlys Industries"),
            ("Phone", phone), ("Extension", extension), ("Country", "US"), ("DigestFrequency", "N"), ("DefaultGroupNotificationFrequency", "N"));
        SeedRows.Put(org, "UserLogin", ("UserId", user.Id));
        return user;
    }

    private static void Assign(SalesforceOrg org, SalesforceRecord user, string permissionSet) =>
        SeedRows.Put(org, "PermissionSetAssignment", ("AssigneeId", user.Id), ("PermissionSetId", org.Records.Rows("PermissionSet").Single(p => p.Text("Name") == permissionSet).Id), ("IsActive", true));

    /// <summary>The administrator made all that was seeded before him, himself included.</summary>
    private static void Stamp(SalesforceOrg org, SalesforceRecord admin)
    {
        foreach (var name in new[] { "Organization", "Profile", "PermissionSet", "TaskStatus", "TaskPriority", "LeadStatus", "RecordType", "User", "ObjectPermissions" })
        foreach (var row in org.Records.Rows(name).ToList())
            org.Records.Put(row.With("CreatedById", admin.Id).With("LastModifiedById", admin.Id));
    }
}
