using System.Net;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Testing;

namespace Tieline.Server.Tests.Users;

/// <summary>Where roles come from when the org shows less than it has, other things under the same names, or the same again under other ids. Nobody comes in by what is not seen.</summary>
public sealed class RoleSourceTests : IAsyncLifetime
{
    private const string Connections = "/panels/api/connections";

    private TestWorld World { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectOrgAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task Without_the_package_Tieline_keeps_the_roles_though_its_user_may_not_see_permission_sets()
    {
        await World.RemovePackageAsync();
        await HideSetsAsync();
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));

        await World.SetAsync("people.everybodyIsUser", "false");
        World.Clock.Advance(TimeSpan.FromSeconds(61));
        await World.EventuallyAsync(async () => await StatusAsync(ann) == HttpStatusCode.Forbidden); // Who asks while roles are read for over a second hears the old ones.
        var (status, body) = await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = new[] { await World.SalesforceUserIdAsync(TestWorld.Ann) }, give = new[] { "User" } });
        Assert.Equal((HttpStatusCode.OK, true), (status, (bool)body["results"]![0]!["changed"]!));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
    }

    [Fact]
    public async Task With_the_package_sets_that_are_not_shown_open_the_panels_to_nobody_new_until_an_administrator_says_so()
    {
        await new PackagedOrg(World.Salesforce.Http, World.Address).DeployAsync();
        await HideSetsAsync();
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        using var refused = await ann.Http.GetAsync(Connections, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("does not know yet whether you may use it", await refused.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
        var (status, problem) = await World.AdminAsync(HttpMethod.Get, "roles");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("View Setup and Configuration", (string)problem["detail"]!, StringComparison.Ordinal);

        await World.SetAsync("people.rolesFrom", "tieline");
        World.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
    }

    [Fact]
    public async Task Sets_that_vanish_from_an_org_with_a_launch_key_open_the_panels_to_nobody_new()
    {
        await new PackagedOrg(World.Salesforce.Http, World.Address).PrepareAsync(TestWorld.Integration, TestWorld.Ann);
        await World.AdminAsync(HttpMethod.Post, "launch-key/rotate");
        using var ann = await SignedInAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));

        await World.RemovePackageAsync();
        World.Clock.Advance(TimeSpan.FromHours(2));
        using var bo = await SignedInAsync(TestWorld.Bo);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await StatusAsync(ann), await StatusAsync(bo)));
        Assert.Contains("has the package, or has had it", (string)(await World.AdminAsync(HttpMethod.Get, "roles")).Body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_that_shall_be_permission_sets_are_nobodys_in_an_org_without_them()
    {
        await World.RemovePackageAsync();
        await World.SetAsync("people.rolesFrom", "salesforce");
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ann));
    }

    [Fact]
    public async Task Roles_that_Tieline_shall_keep_are_not_read_from_permission_sets()
    {
        await World.SetAsync("people.rolesFrom", "tieline");
        await World.SetAsync("people.everybodyIsUser", "false");
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ann));
    }

    [Fact]
    public async Task Another_packages_set_of_the_same_name_is_not_taken_for_ours()
    {
        await TwinAsync("Webex_Admin");
        var bo = await World.SalesforceUserIdAsync(TestWorld.Bo);
        await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = new[] { bo }, give = new[] { "Admin" } });
        var given = await World.QueryAsync($"SELECT PermissionSet.NamespacePrefix FROM PermissionSetAssignment WHERE AssigneeId = '{bo}' AND PermissionSet.Name = 'Webex_Admin'");
        Assert.Null((string?)Assert.Single(given)["PermissionSet"]!["NamespacePrefix"]);
    }

    [Fact]
    public async Task An_org_with_another_packages_set_alone_is_one_without_the_package()
    {
        await World.RemovePackageAsync();
        var twin = await TwinAsync("Webex_Import_Admin");
        await World.CreateAsync("PermissionSetAssignment", new JsonObject { ["AssigneeId"] = await World.SalesforceUserIdAsync(TestWorld.Bo), ["PermissionSetId"] = twin });
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
        Assert.Equal("tieline", (string)(await World.AdminAsync(HttpMethod.Get, "roles")).Body["from"]!);
    }

    [Fact]
    public async Task Sets_that_were_deployed_again_count_within_the_minute()
    {
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
        await World.RemovePackageAsync();
        await World.CreateAsync("PermissionSet", new JsonObject { ["Name"] = "Webex_User", ["Label"] = "Webex User" });
        await World.GiveInSalesforceAsync(TestWorld.Ann, "Webex_User");
        World.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ann));
        Assert.Equal("salesforce", (string)(await World.AdminAsync(HttpMethod.Get, "roles")).Body["from"]!);
    }

    [Fact]
    public async Task A_revoked_assignment_counts_for_nothing_and_is_not_given_against_the_policy()
    {
        await World.Salesforce.ControlAsync("switches", new { userAccessPolicies = true });
        var id = await World.SalesforceUserIdAsync(TestWorld.Ann);
        var assigned = await World.QueryAsync($"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '{id}' AND PermissionSet.Name = 'Webex_User'");
        await World.ChangeAsync("PermissionSetAssignment", (string)assigned.Single()["Id"]!, new JsonObject { ["IsRevoked"] = true });
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ann));
        var (_, body) = await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = new[] { id }, give = new[] { "User" } });
        Assert.Equal("Revoked", (string)body["results"]![0]!["fault"]!);
    }

    // As a user with a minimum-access profile, in an org without the package or before Tieline Integration was assigned.
    private async Task HideSetsAsync() =>
        await World.ChangeAsync("PermissionSet", await World.SetIdAsync("Webex_Integration"), new JsonObject { ["PermissionsViewSetup"] = false, ["PermissionsAssignPermissionSets"] = false });

    private async Task<string> TwinAsync(string name) => (string)(await World.Salesforce.ControlAsync(
        "setup", new { @object = "PermissionSet", fields = new { Name = name, Label = name.Replace('_', ' '), NamespacePrefix = "cisco_webex", Type = "Regular" } }))["id"]!;

    // The org signs with its own key, which the test does not know.
    private async Task<HttpClient> SignedInAsync(string user)
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        await launch.SignInAsync(user);
        var panel = World.NewClient();
        panel.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await launch.OpenAsync())!["opened"]!["session"]!);
        return panel;
    }

    private static Task<HttpStatusCode> StatusAsync(PanelClient panel) => StatusAsync(panel.Http);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient panel)
    {
        using var answer = await panel.GetAsync(Connections, TestWorld.Stop);
        return answer.StatusCode;
    }
}
