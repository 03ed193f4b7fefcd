using System.Net;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>Roles given and taken by a script: what becomes of it in the org, user by user.</summary>
public sealed class RoleDoorTests : IAsyncLifetime
{
    private TestWorld World { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectOrgAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task Who_is_given_Admin_is_given_User_as_well_and_giving_again_changes_nothing()
    {
        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        Assert.Equal(["Ann Berg: changed", "Bo Lind: changed"], await ChangeAsync([TestWorld.Ann, TestWorld.Bo], give: ["Admin"]));
        Assert.Equal(["Webex_Admin", "Webex_User"], await World.AssignedAsync(TestWorld.Ann));
        Assert.Equal(["Webex_Admin", "Webex_User"], await World.AssignedAsync(TestWorld.Bo));
        Assert.Equal(["Ann Berg: same", "Bo Lind: same"], await ChangeAsync([TestWorld.Ann, TestWorld.Bo], give: ["Admin"]));

        Assert.Equal(["Ann Berg: changed"], await ChangeAsync([TestWorld.Ann], take: ["Admin", "User"]));
        Assert.Equal(["Ann Berg: same"], await ChangeAsync([TestWorld.Ann], take: ["Admin", "User"]));
        Assert.Empty(await World.AssignedAsync(TestWorld.Ann));

        var ann = await World.SalesforceUserIdAsync(TestWorld.Ann);
        var trail = (await World.AdminAsync(HttpMethod.Get, "audit")).Body["entries"]!.AsArray().Where(entry => ((string)entry!["subject"]!).Contains(ann, StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [$"admin key: Ann Berg ({ann}): Webex User, Webex Admin -> ", $"admin key: Ann Berg ({ann}):  -> Webex User, Webex Admin"],
            trail.Select(entry => $"{entry!["who"]}: {entry["subject"]}: {entry["before"]} -> {entry["after"]}"));
        Assert.All(trail, entry => Assert.Equal("role", (string)entry!["what"]!));
    }

    [Fact]
    public async Task One_users_trouble_stops_nobody_else_and_is_told_in_words()
    {
        await World.RemoveAsync("PermissionSet", await World.SetIdAsync("Webex_Import_Admin"));
        var gone = await World.QueryAsync("SELECT Id FROM User WHERE IsActive = FALSE LIMIT 1");
        var ids = new[] { (string)gone[0]["Id"]!, "005000000000999AAA", await World.SalesforceUserIdAsync(TestWorld.Ann) };
        var (status, body) = await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = ids, give = new[] { "Admin" } });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["InactiveUser", "UnknownUser", ""], body["results"]!.AsArray().Select(result => (string?)result!["fault"] ?? ""));
        Assert.Contains("Webex_Admin", await World.AssignedAsync(TestWorld.Ann));

        Assert.Equal(["Bo Lind: NoPermissionSet"], await ChangeAsync([TestWorld.Bo], give: ["ImportAdmin"]));
    }

    [Fact]
    public async Task A_licence_that_does_not_allow_it_is_told_in_Salesforces_words()
    {
        const string Words = "Can't assign permission set Webex Admin to user Bo Lind. The user license doesn't allow the permission: Edit Tasks";
        await World.Salesforce.ControlAsync("rules", new { @object = "PermissionSetAssignment", operation = "insert", message = Words });
        Assert.Equal(["Bo Lind: Refused"], await ChangeAsync([TestWorld.Bo], give: ["Admin"]));
        var (_, body) = await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = new[] { await World.SalesforceUserIdAsync(TestWorld.Bo) }, give = new[] { "Admin" } });
        Assert.Contains(Words, (string)body["results"]![0]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(0, await World.CountAsync("SELECT COUNT(*) FROM audit_entries WHERE what = 'role'"));
    }

    [Fact]
    public async Task An_integration_user_who_may_not_assign_is_named_as_the_reason()
    {
        await World.ChangeAsync("PermissionSet", await World.SetIdAsync("Webex_Integration"), new JsonObject { ["PermissionsAssignPermissionSets"] = false });
        Assert.Equal(["Bo Lind: MayNotAssign"], await ChangeAsync([TestWorld.Bo], give: ["Admin"]));
        Assert.Equal(["Bo Lind: MayNotAssign"], await ChangeAsync([TestWorld.Bo], take: ["User"]));
        Assert.Equal(["Webex_User"], await World.AssignedAsync(TestWorld.Bo));
    }

    [Fact]
    public async Task A_role_from_a_group_is_left_to_Salesforce_and_an_expired_one_is_renewed()
    {
        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        var group = await World.GroupAsync("Service_Desk", "Webex_User");
        await World.CreateAsync("PermissionSetAssignment", new JsonObject { ["AssigneeId"] = await World.SalesforceUserIdAsync(TestWorld.Ann), ["PermissionSetGroupId"] = group });
        Assert.Equal(["Ann Berg: InGroup"], await ChangeAsync([TestWorld.Ann], take: ["User"]));

        await World.TakeInSalesforceAsync(TestWorld.Bo, "Webex_User");
        await World.GiveInSalesforceAsync(TestWorld.Bo, "Webex_User", World.Clock.UtcNow.AddMinutes(1));
        await World.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["Bo Lind: changed"], await ChangeAsync([TestWorld.Bo], give: ["User"]));
        var shown = (await World.AdminAsync(HttpMethod.Get, "roles")).Body["roles"]!.AsArray();
        var bo = await World.SalesforceUserIdAsync(TestWorld.Bo);
        Assert.Equal("""["User"]""", shown.Single(user => (string)user!["userId"]! == bo)!["roles"]!.ToJsonString());
    }

    [Fact]
    public async Task A_role_is_taken_from_an_inactive_user_as_well_so_that_he_has_it_no_more_when_he_comes_back()
    {
        var eva = await World.SalesforceUserIdAsync(TestWorld.Eva);
        await World.ChangeAsync("User", eva, new JsonObject { ["IsActive"] = false });
        var take = new { userIds = new[] { eva }, take = new[] { "Admin" } };
        Assert.Equal((true, null), Told(await World.AdminAsync(HttpMethod.Post, "roles", take)));
        Assert.Equal(["Webex_User"], await World.AssignedAsync(TestWorld.Eva));
        Assert.Equal((false, null), Told(await World.AdminAsync(HttpMethod.Post, "roles", take)));

        static (bool Changed, string? Fault) Told((HttpStatusCode Status, JsonNode Body) answer) => ((bool)answer.Body["results"]![0]!["changed"]!, (string?)answer.Body["results"]![0]!["fault"]);
    }

    [Fact]
    public async Task The_trail_keeps_a_role_that_a_group_gives_still()
    {
        await World.GiveInSalesforceAsync(TestWorld.Ann, "Webex_Admin");
        var group = await World.GroupAsync("Admins", "Webex_Admin");
        await World.CreateAsync("PermissionSetAssignment", new JsonObject { ["AssigneeId"] = await World.SalesforceUserIdAsync(TestWorld.Ann), ["PermissionSetGroupId"] = group });
        Assert.Equal(["Ann Berg: InGroup"], await ChangeAsync([TestWorld.Ann], take: ["Admin", "User"]));
        var noted = Assert.Single((await World.AdminAsync(HttpMethod.Get, "audit")).Body["entries"]!.AsArray(), entry => (string)entry!["what"]! == "role")!;
        Assert.Equal(("Webex User, Webex Admin", "Webex Admin"), ((string)noted["before"]!, (string)noted["after"]!));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userIds":[],"give":["User"]}""")]
    [InlineData("""{"userIds":["005000000000001AAA"]}""")]
    [InlineData("""{"userIds":["005000000000001AAA"],"give":["Boss"]}""")]
    [InlineData("""{"userIds":["005000000000001AAA"],"give":["None"]}""")]
    [InlineData("""{"userIds":["003000000000001AAA"],"give":["User"]}""")]
    [InlineData("""{"userIds":["005000000000001AAA"],"give":["User"],"take":["Admin"]}""")]
    public async Task What_makes_no_sense_changes_nothing(string body)
    {
        var (status, problem) = await World.AdminAsync(HttpMethod.Post, "roles", JsonNode.Parse(body));
        Assert.Equal((HttpStatusCode.BadRequest, "No role was changed."), (status, (string)problem["title"]!));
    }

    private async Task<IReadOnlyList<string>> ChangeAsync(IReadOnlyList<string> users, string[]? give = null, string[]? take = null)
    {
        var ids = await Task.WhenAll(users.Select(World.SalesforceUserIdAsync));
        var (status, body) = await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = ids, give, take });
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body["results"]!.AsArray().Select(result => $"{result!["name"]}: {result["fault"] ?? ((bool)result["changed"]! ? "changed" : "same")}")];
    }
}
