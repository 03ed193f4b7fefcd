using System.Text.Json.Nodes;
using Grpc.Core;
using Tieline.SalesforceSimulator.Tests.Access;
using Tieline.SalesforceSimulator.Tests.PubSub;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

/// <summary>Who is let in at all: users frozen, out of hours, without the API; apps that are not installed.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private AppDesk app = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        // A Thursday, 11:00 in Los Angeles, where the organization is.
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2026-10-01T18:00:00Z" });
        admin = await org.AsAsync("admin");
        app = new AppDesk(org);
        await app.PolicyAsync("{}");
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private async Task FreezeAsync(bool frozen)
    {
        var login = (await admin.QueryAsync("SELECT Id FROM UserLogin WHERE User.Username = 'bo.lind@nordlys.example'")).Is(200).Records.Single()!;
        (await admin.UpdateAsync("UserLogin", (string)login["Id"]!, new { IsFrozen = frozen })).Is(204);
    }

    [Fact]
    public async Task A_frozen_user_neither_signs_in_nor_renews_nor_goes_on()
    {
        var tokens = await app.TokensAsync();
        var client = new OrgClient(org.Http, (string)tokens["access_token"]!, "");
        await FreezeAsync(true);
        Assert.Equal("inactive user", (string)(await app.AllowAsync())["error_description"]!);
        Assert.Equal("invalid_grant: inactive user", AppDesk.Problem(await app.RefreshAsync(tokens)));
        (await client.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        Assert.Contains("may not sign in", await (await org.Http.GetAsync("/lightning/login?user=bo.lind@nordlys.example", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await org.ControlAsync("switches", new JsonObject { ["frozenUserHasNoSession"] = false });
        (await client.GetAsync("limits")).Is(200);
        Assert.Equal("invalid_grant: inactive user", AppDesk.Problem(await app.RefreshAsync(tokens)));
        await FreezeAsync(false);
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
    }

    [Fact]
    public async Task A_user_of_the_api_alone_signs_in_on_no_page()
    {
        var profile = (string)(await admin.QueryAsync("SELECT Id FROM Profile WHERE Name = 'Minimum Access - API Only Integrations'")).Is(200).Records.Single()!["Id"]!;
        var user = (string)(await admin.QueryAsync("SELECT Id FROM User WHERE Username = 'bo.lind@nordlys.example'")).Is(200).Records.Single()!["Id"]!;
        (await admin.UpdateAsync("User", user, new { ProfileId = profile })).Is(204);
        Assert.Contains("access to the API only", await app.AllowedPageAsync(), StringComparison.Ordinal);
        Assert.Contains("may not sign in", await (await org.Http.GetAsync("/lightning/login?user=bo.lind@nordlys.example", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await org.ControlAsync("switches", new JsonObject { ["apiOnlyUsersSeeNoPage"] = false });
        Assert.NotNull((await app.TokensAsync())["access_token"]);
    }

    [Fact]
    public async Task Logins_are_seen_and_frozen_by_who_manages_users()
    {
        (await (await org.AsAsync()).QueryAsync("SELECT Id FROM UserLogin")).Refused("INVALID_TYPE");
        var profile = (string)(await admin.QueryAsync("SELECT Id FROM Profile WHERE Name = 'Standard User'")).Is(200).Records.Single()!["Id"]!;
        var user = await admin.NewIdAsync("User", new
        {
            Username = "new@nordlys.example", LastName = "New", Email = "new@nordlys.example", Alias = "new", IsActive = true, ProfileId = profile,
            TimeZoneSidKey = "GMT", LocaleSidKey = "en_US", EmailEncodingKey = "UTF-8", LanguageLocaleKey = "en_US",
        });
        Assert.Single((await admin.QueryAsync($"SELECT Id FROM UserLogin WHERE UserId = '{user}' AND IsFrozen = false")).Is(200).Records);
    }

    [Theory]
    [InlineData("08:00", "18:00", true)]
    [InlineData("11:00", "11:01", true)]
    [InlineData("12:00", "18:00", false)]
    [InlineData("08:00", "11:00", false)]
    [InlineData("00:00", "00:00", false)]
    public async Task A_profiles_hours_are_meant_in_the_organizations_time(string from, string to, bool open)
    {
        var tokens = await app.TokensAsync();
        await org.ControlAsync("loginhours", new JsonObject { ["profile"] = "Standard User", ["days"] = new JsonArray("Thursday"), ["from"] = from, ["to"] = to });
        var answer = await app.RefreshAsync(tokens);
        Assert.Equal(open ? "" : "ip restricted or invalid login hours", open ? "" : (string)answer["error_description"]!);
        Assert.Equal(open, answer["access_token"] is not null);
        Assert.Equal(open ? 200 : 401, (await new OrgClient(org.Http, (string)tokens["access_token"]!, "").GetAsync("limits")).Status);
        (await admin.GetAsync("limits")).Is(200);
    }

    [Fact]
    public async Task Hours_of_another_day_do_not_count_and_go_with_the_state_and_a_reset()
    {
        await org.ControlAsync("loginhours", JsonNode.Parse("""{"profile":"Standard User","days":["Friday","Saturday"],"from":"00:00","to":"00:00"}"""));
        var tokens = await app.TokensAsync();
        Assert.NotNull(tokens["access_token"]);
        var state = await org.GetJsonAsync("/control/state");
        await org.ControlAsync("reset");
        Assert.Empty((await org.GetJsonAsync("/control/loginhours"))["loginHours"]!.AsArray());
        (await org.Http.PutAsync("/control/state", TestOrg.Json(state), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        Assert.Equal(2, (await org.GetJsonAsync("/control/loginhours"))["loginHours"]!.AsArray().Count);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 86400 });
        Assert.Equal("invalid_grant: ip restricted or invalid login hours", AppDesk.Problem(await app.RefreshAsync(tokens)));
    }

    [Theory]
    [InlineData("""{"profile":"Nobody","days":["Monday"],"from":"08:00","to":"18:00"}""")]
    [InlineData("""{"profile":"Standard User","days":["Noday"],"from":"08:00","to":"18:00"}""")]
    [InlineData("""{"profile":"Standard User","days":[9],"from":"08:00","to":"18:00"}""")]
    [InlineData("""{"profile":"Standard User","days":["Monday"],"from":"18:00","to":"08:00"}""")]
    [InlineData("""{"profile":"Standard User","days":[],"from":"08:00","to":"18:00"}""")]
    public async Task Hours_that_make_no_sense_are_refused(string body)
    {
        using var response = await org.Http.PostAsync("/control/loginhours", TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_user_whose_profile_has_not_the_api_is_refused_by_REST_and_PubSub()
    {
        var bo = await org.AsAsync("bo.lind");
        using var client = await PubSubClient.OpenAsync(org, bo);
        var set = (string)(await admin.QueryAsync("SELECT Id FROM PermissionSet WHERE Profile.Name = 'Standard User'")).Is(200).Records.Single()!["Id"]!;
        (await admin.UpdateAsync("PermissionSet", set, new { PermissionsApiEnabled = false })).Is(204);
        Assert.False((bool)(await admin.QueryAsync("SELECT PermissionsApiEnabled FROM Profile WHERE Name = 'Standard User'")).Records.Single()!["PermissionsApiEnabled"]!);
        Assert.Equal("The REST API is not enabled for this Organization.", (await bo.GetAsync("limits")).Refused("API_DISABLED_FOR_ORG", 403).Message);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.GetTopicAsync(new Eventbus.V1.TopicRequest { TopicName = "/data/ChangeEvents" }, client.Metadata));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        var given = await admin.NewIdAsync("PermissionSet", new { Name = "Api", Label = "Api", PermissionsApiEnabled = true });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = bo.UserId, PermissionSetId = given });
        (await bo.GetAsync("limits")).Is(200);
    }

    [Fact]
    public async Task An_app_that_is_not_installed_is_let_in_only_by_who_may_approve_it()
    {
        await app.PolicyAsync("""{"installed":false}""");
        Assert.Equal("OAUTH_APP_BLOCKED", (string)(await app.AllowAsync())["error"]!);
        var set = await admin.NewIdAsync("PermissionSet", new { Name = "Approver", Label = "Approver", PermissionsCanApproveUninstalledApps = true });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = (await org.AsAsync("bo.lind")).UserId, PermissionSetId = set });
        Assert.NotNull((await app.TokensAsync())["access_token"]);
        Assert.Equal("OAUTH_APP_BLOCKED", (string)(await app.AllowAsync("eva.holm"))["error"]!);
        await org.ControlAsync("switches", new JsonObject { ["uninstalledAppsAreBlocked"] = false });
        Assert.NotNull((await app.TokensAsync("eva.holm"))["access_token"]);
    }

    [Fact]
    public async Task A_doctor_finds_the_apps_their_packages_and_who_let_them_in()
    {
        await app.PolicyAsync("""{"label":"Desk","package":"Desk Package","permittedUsers":"AdminApprovedPreAuthorized","permissionSets":["Webex_User"],"refreshTokenPolicy":"SpecificLifetime","refreshTokenSeconds":7200}""");
        var rows = (await admin.QueryAsync("SELECT Name, OptionsAllowAdminApprovedUsersOnly, RefreshTokenValidityPeriod FROM ConnectedApplication ORDER BY Name")).Is(200).Records;
        Assert.Equal(["Desk True 2", "Tieline demo False "], rows.Select(r => $"{r!["Name"]} {(bool)r["OptionsAllowAdminApprovedUsersOnly"]!} {r["RefreshTokenValidityPeriod"]}"));
        Assert.Single((await admin.GetAsync("tooling/query?q=SELECT+Id+FROM+InstalledSubscriberPackage+WHERE+SubscriberPackage.Name='Desk Package'")).Is(200).Records);
        var tokens = await app.TokensAsync();
        await app.RefreshAsync(tokens);
        const string Tokens = "SELECT AppName, UseCount, User.Username FROM OauthToken";
        var token = (await admin.QueryAsync(Tokens)).Is(200).Records.Single()!;
        Assert.Equal(("Desk", 1, "bo.lind@nordlys.example"), ((string)token["AppName"]!, (int)token["UseCount"]!, (string)token["User"]!["Username"]!));
        Assert.Single((await (await org.AsAsync("bo.lind")).QueryAsync(Tokens)).Is(200).Records);
        Assert.Empty((await (await org.AsAsync("eva.holm")).QueryAsync(Tokens)).Is(200).Records);
    }
}
