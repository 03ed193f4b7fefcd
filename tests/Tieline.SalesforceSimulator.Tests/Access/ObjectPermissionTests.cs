using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Access;

public sealed class ObjectPermissionTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient admin = null!;
    private string lead = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, admin) = (await org.AsAsync(), await org.AsAsync("admin"));
        lead = await ann.NewIdAsync("Lead", new { LastName = "Sharp", Company = "Sharp Ltd" });
        await org.ControlAsync("search", new JsonObject { ["indexDelaySeconds"] = 0 });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private static async Task<JsonNode?> GlobalAsync(OrgClient user, string name) =>
        (await user.GetAsync("sobjects")).Is(200).Body!["sobjects"]!.AsArray().SingleOrDefault(o => (string)o!["name"]! == name);

    [Fact]
    public async Task At_first_everybody_may_do_everything()
    {
        foreach (var flag in new[] { "createable", "updateable", "deletable", "queryable" }) Assert.True((bool)(await GlobalAsync(ann, "Lead"))![flag]!);
        (await ann.UpdateAsync("Lead", lead, new { Title = "x" })).Is(204);
    }

    [Fact]
    public async Task Without_read_an_object_does_not_exist_for_the_user()
    {
        await Permissions.OnObjectAsync(admin, "Lead");
        Assert.Null(await GlobalAsync(ann, "Lead"));
        Assert.NotNull(await GlobalAsync(admin, "Lead"));
        (await ann.GetAsync("sobjects/Lead/describe")).Refused("NOT_FOUND", 404);
        (await ann.GetAsync("sobjects/Lead/" + lead)).Refused("NOT_FOUND", 404);
        (await ann.CreateAsync("Lead", new { LastName = "New", Company = "x" })).Refused("NOT_FOUND", 404);
        Assert.Contains("sObject type 'Lead' is not supported", (await ann.QueryAsync("SELECT Id FROM Lead")).Refused("INVALID_TYPE").Message);
        (await ann.SearchAsync("FIND {Sharp} RETURNING Lead(Id)")).Refused("INVALID_TYPE");
        Assert.Empty((await ann.SearchAsync("FIND {Sharp}")).Is(200).Body!["searchRecords"]!.AsArray());
        Assert.NotEmpty((await admin.SearchAsync("FIND {Sharp}")).Is(200).Body!["searchRecords"]!.AsArray());
        var row = (await ann.SendAsync("POST", "composite/sobjects", JsonNode.Parse("""{"records":[{"attributes":{"type":"Lead"},"LastName":"x","Company":"y"}]}"""))).Is(200).Body![0]!;
        Assert.Equal("INVALID_TYPE", (string)row["errors"]![0]!["statusCode"]!);
    }

    [Fact]
    public async Task A_reader_neither_creates_nor_changes_nor_deletes()
    {
        await Permissions.OnObjectAsync(admin, "Lead", "Read");
        var described = (await ann.GetAsync("sobjects/Lead/describe")).Is(200).Body!;
        foreach (var flag in new[] { "createable", "updateable", "deletable" }) Assert.False((bool)described[flag]!);
        Assert.Equal("entity type cannot be inserted: Lead", (await ann.CreateAsync("Lead", new { LastName = "New", Company = "x" })).Refused("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY").Message);
        Assert.Equal("insufficient access rights on object id", (await ann.UpdateAsync("Lead", lead, new { Title = "y" })).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403).Message);
        (await ann.DeleteAsync("Lead", lead)).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        (await ann.GetAsync("sobjects/Lead/" + lead)).Is(200);
        var access = (await ann.QueryAsync($"SELECT HasReadAccess, HasEditAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '{ann.UserId}' AND RecordId = '{lead}'")).Records[0]!;
        Assert.Equal((true, false, "Read"), ((bool)access["HasReadAccess"]!, (bool)access["HasEditAccess"]!, (string)access["MaxAccessLevel"]!));
    }

    [Fact]
    public async Task A_permission_set_gives_what_the_profile_does_not_until_its_assignment_ends()
    {
        await Permissions.OnObjectAsync(admin, "Lead");
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Lead_Reader", Label = "Lead Reader" });
        await admin.NewIdAsync("ObjectPermissions", new { ParentId = set, SobjectType = "Lead", PermissionsRead = true });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set, ExpirationDate = "2199-01-01T00:00:00Z" });
        (await ann.GetAsync("sobjects/Lead/" + lead)).Is(200);
        (await ann.UpdateAsync("Lead", lead, new { Title = "y" })).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2199-01-01T00:00:00Z" });
        ann = await org.AsAsync();
        (await ann.GetAsync("sobjects/Lead/" + lead)).Refused("NOT_FOUND", 404);
    }

    [Fact]
    public async Task Modify_all_data_counts_more_than_the_rows_of_objects()
    {
        await Permissions.OnObjectAsync(admin, "Lead");
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Everything", Label = "Everything", PermissionsModifyAllData = true });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set });
        (await ann.UpdateAsync("Lead", lead, new { Title = "y" })).Is(204);
    }

    [Theory]
    [InlineData("""{"SobjectType":"Lead","PermissionsEdit":true}""", "FIELD_INTEGRITY_EXCEPTION", "Permission Edit Lead depends on permission(s): Read Lead")]
    [InlineData("""{"SobjectType":"Nonsense","PermissionsRead":true}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "bad value for restricted picklist field: Nonsense")]
    [InlineData("""{"SobjectType":"PermissionSet","PermissionsRead":true}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "PermissionSet")]
    [InlineData("""{"SobjectType":"Account","PermissionsRead":true}""", "DUPLICATE_VALUE", "duplicate value found")]
    public async Task A_permission_that_makes_no_sense_is_refused(string body, string code, string message)
    {
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Odd", Label = "Odd" });
        await admin.NewIdAsync("ObjectPermissions", new { ParentId = set, SobjectType = "Account", PermissionsRead = true });
        var row = JsonNode.Parse(body)!.AsObject();
        row["ParentId"] = set;
        Assert.Contains(message, (await admin.CreateAsync("ObjectPermissions", row)).Refused(code).Message);
    }

    [Fact]
    public async Task What_was_taken_away_is_given_back_by_a_reset()
    {
        await Permissions.OnObjectAsync(admin, "Lead");
        await org.ControlAsync("reset");
        (await (await org.AsAsync()).QueryAsync("SELECT Id FROM Lead")).Is(200);
    }

    [Fact]
    public async Task Only_administrators_change_the_setup_unless_a_switch_opens_it()
    {
        (await ann.CreateAsync("UserRole", new { Name = "Closed" })).Refused("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        (await ann.UpdateAsync("User", ann.UserId, new { Title = "Boss" })).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        (await ann.QueryAsync("SELECT Id FROM User")).Is(200);
        await admin.NewIdAsync("UserRole", new { Name = "Admin" });
        await org.ControlAsync("switches", new JsonObject { ["setupNeedsAdministrator"] = false });
        await ann.NewIdAsync("UserRole", new { Name = "Open" });
    }

    [Fact]
    public async Task Permission_sets_are_given_by_who_may_assign_them()
    {
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Giver", Label = "Giver", PermissionsAssignPermissionSets = true });
        (await ann.CreateAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set })).Refused("NOT_FOUND", 404);
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set });
        var other = await admin.NewIdAsync("PermissionSet", new { Name = "Other", Label = "Other" });
        await ann.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = other });
        (await ann.CreateAsync("PermissionSet", new { Name = "Mine", Label = "Mine" })).Refused("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
    }

    [Fact]
    public async Task Permission_sets_are_seen_by_who_may_view_the_setup_unless_a_switch_opens_them()
    {
        (await ann.QueryAsync("SELECT Id FROM PermissionSet")).Refused("INVALID_TYPE");
        (await ann.QueryAsync("SELECT Id FROM PermissionSetAssignment")).Refused("INVALID_TYPE");
        (await ann.QueryAsync("SELECT Id FROM User WHERE Id IN (SELECT AssigneeId FROM PermissionSetAssignment)")).Refused("INVALID_TYPE");
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Viewer", Label = "Viewer", PermissionsViewSetup = true });
        var given = await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set });
        (await ann.QueryAsync("SELECT PermissionSet.Name FROM PermissionSetAssignment")).Is(200);
        (await admin.DeleteAsync("PermissionSetAssignment", given)).Is(204);
        (await ann.QueryAsync("SELECT Id FROM PermissionSet")).Refused("INVALID_TYPE");
        await org.ControlAsync("switches", new JsonObject { ["permissionSetsNeedViewSetup"] = false });
        (await ann.QueryAsync("SELECT Id FROM PermissionSet")).Is(200);
    }

    [Fact]
    public async Task An_assignment_is_revoked_only_where_the_org_has_user_access_policies()
    {
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Viewer", Label = "Viewer", PermissionsViewSetup = true });
        var given = await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set });
        (await admin.QueryAsync("SELECT IsRevoked FROM PermissionSetAssignment")).Refused("INVALID_FIELD");
        await org.ControlAsync("switches", new JsonObject { ["userAccessPolicies"] = true });
        (await ann.QueryAsync("SELECT Id FROM PermissionSet")).Is(200);
        (await admin.UpdateAsync("PermissionSetAssignment", given, new { IsRevoked = true })).Is(204);
        (await ann.QueryAsync("SELECT Id FROM PermissionSet")).Refused("INVALID_TYPE");
    }

    [Fact]
    public async Task A_user_is_of_his_profiles_type()
    {
        var profile = (string)(await org.ControlAsync("setup", new JsonObject { ["object"] = "Profile", ["fields"] = new JsonObject { ["Name"] = "Customer Community User", ["UserType"] = "PowerCustomerSuccess" } }))["id"]!;
        (await admin.UpdateAsync("User", ann.UserId, new { ProfileId = profile })).Is(204);
        Assert.Equal("PowerCustomerSuccess", (string)(await admin.QueryAsync($"SELECT UserType FROM User WHERE Id = '{ann.UserId}'")).Is(200).Body!["records"]![0]!["UserType"]!);
    }

    [Fact]
    public async Task Campaigns_are_made_by_marketing_users()
    {
        await ann.NewIdAsync("Campaign", new { Name = "Mine" });
        (await admin.UpdateAsync("User", ann.UserId, new { UserPermissionsMarketingUser = false })).Is(204);
        (await ann.CreateAsync("Campaign", new { Name = "Not mine" })).Refused("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        Assert.False((bool)(await GlobalAsync(ann, "Campaign"))!["createable"]!);
        Assert.Equal(1, (int)(await ann.QueryAsync("SELECT Id FROM Campaign")).Is(200).Body!["totalSize"]!);
    }

    [Fact]
    public async Task Campaign_members_are_seen_by_who_sees_campaigns()
    {
        await Permissions.OnObjectAsync(admin, "Campaign");
        (await ann.QueryAsync("SELECT Id FROM CampaignMember")).Refused("INVALID_TYPE");
        (await admin.QueryAsync("SELECT Id FROM CampaignMember")).Is(200);
    }
}
