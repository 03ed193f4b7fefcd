using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Access;

public sealed class SharingTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private OrgClient bo = null!;
    private OrgClient admin = null!;
    private string account = "";
    private string contact = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        (ann, bo, admin) = (await org.AsAsync(), await org.AsAsync("bo.lind"), await org.AsAsync("admin"));
        account = await ann.NewIdAsync("Account", new { Name = "Fenced" });
        contact = await ann.NewIdAsync("Contact", new { LastName = "Fencer", AccountId = account });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task ModelAsync(string objectName, string model) => org.ControlAsync("sharing", new JsonObject { ["object"] = objectName, ["model"] = model });

    private async Task<string> LevelAsync(OrgClient user, string id) =>
        (string)(await admin.QueryAsync($"SELECT MaxAccessLevel FROM UserRecordAccess WHERE UserId = '{user.UserId}' AND RecordId = '{id}'")).Is(200).Records.Single()!["MaxAccessLevel"]!;

    [Theory]
    [InlineData("Private", "None")]
    [InlineData("Read", "Read")]
    [InlineData("ReadWrite", "Edit")]
    [InlineData("FullAccess", "All")]
    public async Task The_default_of_an_object_says_what_others_may_do(string model, string level)
    {
        await ModelAsync("Account", model);
        Assert.Equal(level, await LevelAsync(bo, account));
        Assert.Equal(level, await LevelAsync(bo, contact));
        Assert.Equal("All", await LevelAsync(ann, account));
        Assert.Equal("All", await LevelAsync(admin, contact));
        Assert.Equal(level == "None" ? 0 : 1, (int)(await bo.QueryAsync("SELECT Id FROM Account")).Is(200).Body!["totalSize"]!);
        var changed = await bo.UpdateAsync("Account", account, new { Phone = "1" });
        if (level == "None") changed.Refused("NOT_FOUND", 404);
        else if (level == "Read") changed.Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        else changed.Is(204);
        if (level == "Edit") (await bo.DeleteAsync("Account", account)).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
        if (level == "Edit") (await bo.UpdateAsync("Account", account, new { OwnerId = bo.UserId })).Refused("INSUFFICIENT_ACCESS_OR_READONLY", 403);
    }

    [Fact]
    public async Task The_organization_tells_its_defaults()
    {
        await ModelAsync("Lead", "Private");
        await ModelAsync("Account", "Read");
        var row = (await ann.QueryAsync("SELECT DefaultAccountAccess, DefaultLeadAccess, DefaultContactAccess FROM Organization")).Records.Single()!;
        Assert.Equal("Read None ControlledByParent", $"{row["DefaultAccountAccess"]} {row["DefaultLeadAccess"]} {row["DefaultContactAccess"]}");
        Assert.Equal("ControlledByParent", (string)(await org.GetJsonAsync("/control/sharing"))["sharing"]!["Contact"]!);
    }

    [Fact]
    public async Task A_role_sees_what_the_roles_below_it_own()
    {
        await ModelAsync("Account", "Private");
        var top = await admin.NewIdAsync("UserRole", new { Name = "Director" });
        var below = await admin.NewIdAsync("UserRole", new { Name = "Team", ParentRoleId = await admin.NewIdAsync("UserRole", new { Name = "Lead", ParentRoleId = top }) });
        (await admin.UpdateAsync("User", ann.UserId, new { UserRoleId = below })).Is(204);
        (await admin.UpdateAsync("User", bo.UserId, new { UserRoleId = below })).Is(204);
        Assert.Equal("None", await LevelAsync(bo, account));
        (await admin.UpdateAsync("User", bo.UserId, new { UserRoleId = top })).Is(204);
        Assert.Equal("All", await LevelAsync(bo, account));
        Assert.Equal("None", await LevelAsync(ann, await bo.NewIdAsync("Account", new { Name = "Above" })));
    }

    [Fact]
    public async Task An_owner_shares_by_hand_with_a_user_or_a_group_until_the_owner_changes()
    {
        await ModelAsync("Account", "Private");
        (await bo.CreateAsync("AccountShare", new { AccountId = account, UserOrGroupId = bo.UserId, AccountAccessLevel = "Read" })).Refused("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
        await ann.NewIdAsync("AccountShare", new { AccountId = account, UserOrGroupId = bo.UserId, AccountAccessLevel = "Read", ContactAccessLevel = "Edit" });
        Assert.Equal(("Read", "Edit"), (await LevelAsync(bo, account), await LevelAsync(bo, contact)));
        await ann.NewIdAsync("AccountShare", new { AccountId = account, UserOrGroupId = bo.UserId, AccountAccessLevel = "Edit" });
        Assert.Equal("Edit", await LevelAsync(bo, account));
        Assert.Equal(1, (int)(await ann.QueryAsync($"SELECT Id FROM AccountShare WHERE AccountId = '{account}' AND RowCause = 'Manual'")).Body!["totalSize"]!);
        var group = await admin.NewIdAsync("Group", new { Name = "Helpers", Type = "Regular" });
        var carla = await org.AsAsync("carla.ruiz");
        await admin.NewIdAsync("GroupMember", new { GroupId = group, UserOrGroupId = carla.UserId });
        await ann.NewIdAsync("AccountShare", new { AccountId = account, UserOrGroupId = group, AccountAccessLevel = "Read" });
        Assert.Equal("Read", await LevelAsync(carla, account));
        (await ann.UpdateAsync("Account", account, new { OwnerId = admin.UserId })).Is(204);
        Assert.Equal(("None", "None"), (await LevelAsync(bo, account), await LevelAsync(carla, account)));
    }

    [Fact]
    public async Task A_share_that_gives_no_more_than_the_default_is_refused()
    {
        await ModelAsync("Account", "Read");
        var refused = (await ann.CreateAsync("AccountShare", new { AccountId = account, UserOrGroupId = bo.UserId, AccountAccessLevel = "Read" })).Refused("FIELD_INTEGRITY_EXCEPTION");
        Assert.Contains("trivial share level Read, for organization with default level Read", refused.Message);
    }

    [Fact]
    public async Task View_all_reads_and_modify_all_does_everything_with_records_of_others()
    {
        await ModelAsync("Account", "Private");
        await Permissions.OnObjectAsync(admin, "Account", "Read", "Edit", "Create", "Delete", "ViewAllRecords");
        Assert.Equal("Read", await LevelAsync(bo, account));
        await Permissions.OnObjectAsync(admin, "Account", "Read", "Edit", "Create", "Delete", "ViewAllRecords", "ModifyAllRecords");
        Assert.Equal("All", await LevelAsync(bo, account));
    }

    [Fact]
    public async Task A_task_is_seen_by_who_sees_what_it_is_about()
    {
        await ModelAsync("Account", "Private");
        await ModelAsync("Task", "Private");
        var (about, bare) = (await ann.NewIdAsync("Task", new { Subject = "about", WhoId = contact }), await ann.NewIdAsync("Task", new { Subject = "bare" }));
        Assert.Equal("None None", $"{await LevelAsync(bo, about)} {await LevelAsync(bo, bare)}");
        await ModelAsync("Account", "Read");
        Assert.Equal("Read None", $"{await LevelAsync(bo, about)} {await LevelAsync(bo, bare)}");
        await ModelAsync("Account", "ReadWrite");
        await ModelAsync("Task", "ControlledByParent");
        Assert.Equal("Edit", await LevelAsync(bo, about));
    }

    [Fact]
    public async Task Who_owns_a_case_of_an_account_sees_the_account()
    {
        await ModelAsync("Account", "Private");
        await ModelAsync("Case", "Private");
        Assert.Equal("None", await LevelAsync(bo, account));
        await ann.NewIdAsync("Case", new { Subject = "x", AccountId = account, OwnerId = bo.UserId });
        Assert.Equal("Read", await LevelAsync(bo, account));
    }

    [Fact]
    public async Task Leads_may_be_handed_on_where_the_default_lets_them()
    {
        var lead = await ann.NewIdAsync("Lead", new { LastName = "Handed", Company = "x" });
        await ModelAsync("Lead", "ReadWriteTransfer");
        Assert.Equal("Transfer", await LevelAsync(bo, lead));
        (await bo.UpdateAsync("Lead", lead, new { OwnerId = bo.UserId })).Is(204);
        await Permissions.OnObjectAsync(admin, "Lead");
        (await admin.UpdateAsync("Lead", lead, new { OwnerId = ann.UserId })).Refused("TRANSFER_REQUIRES_READ");
    }

    [Fact]
    public async Task A_queue_owns_only_what_it_is_for_and_its_members_work_on_it()
    {
        await ModelAsync("Case", "Private");
        var empty = await admin.NewIdAsync("Group", new { Name = "New Queue", Type = "Queue" });
        (await ann.CreateAsync("Case", new { Subject = "x", OwnerId = empty })).Refused("INVALID_OPERATION");
        await admin.NewIdAsync("QueueSobject", new { QueueId = empty, SobjectType = "Case" });
        var waiting = await ann.NewIdAsync("Case", new { Subject = "x", OwnerId = empty });
        Assert.Equal("None", await LevelAsync(bo, waiting));
        await admin.NewIdAsync("GroupMember", new { GroupId = empty, UserOrGroupId = bo.UserId });
        Assert.Equal("All", await LevelAsync(bo, waiting));
        (await bo.UpdateAsync("Case", waiting, new { OwnerId = bo.UserId })).Is(204);
    }

    [Theory]
    [InlineData("""{"object":"Account","model":"ReadWriteTransfer"}""", "one of")]
    [InlineData("""{"object":"Profile","model":"Private"}""", "Profile")]
    [InlineData("""{"object":"Lead","model":"7"}""", "one of")]
    public async Task The_door_says_what_is_wrong(string body, string mentioned)
    {
        using var response = await org.Http.PostAsync("/control/sharing", TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(mentioned, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defaults_outlive_a_restart_and_not_a_reset()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using (var first = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false, StateFile = file }))
        {
            await first.ControlAsync("sharing", JsonNode.Parse("""{"object":"Lead","model":"Private"}"""));
            await first.StopAsync();
        }

        await using var second = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false, StateFile = file });
        Assert.Equal("Private", (string)(await second.GetJsonAsync("/control/sharing"))["sharing"]!["Lead"]!);
        await second.ControlAsync("reset");
        Assert.Equal("FullAccess", (string)(await second.GetJsonAsync("/control/sharing"))["sharing"]!["Lead"]!);
        File.Delete(file);
    }
}
