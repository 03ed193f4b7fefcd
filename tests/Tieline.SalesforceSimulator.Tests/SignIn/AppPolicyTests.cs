using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.SignIn;

public sealed class AppPolicyTests : IAsyncLifetime
{
    private const string Expired = "invalid_grant: expired access/refresh token";
    private const string Denied = "user is not admin approved to access this app";
    private TestOrg org = null!;
    private AppDesk app = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        app = new AppDesk(org);
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task AfterAsync(int seconds) => org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = seconds });

    [Fact]
    public async Task Only_users_an_administrator_let_in_use_a_pre_authorized_app()
    {
        await app.PolicyAsync("""{"permittedUsers":"AdminApprovedPreAuthorized","permissionSets":["Webex_User"]}""");
        var denied = await app.AllowAsync("admin");
        Assert.Equal(("OAUTH_APP_ACCESS_DENIED", Denied), ((string)denied["error"]!, (string)denied["error_description"]!));
        var tokens = await app.TokensAsync();
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
        await app.PolicyAsync("""{"permittedUsers":"AdminApprovedPreAuthorized","profiles":["System Administrator"]}""");
        Assert.Equal("invalid_app_access: " + Denied, AppDesk.Problem(await app.RefreshAsync(tokens)));
        Assert.NotNull((await app.TokensAsync("admin"))["access_token"]);
    }

    [Fact]
    public async Task An_assignment_that_is_taken_back_lets_nobody_in_any_more()
    {
        await app.PolicyAsync("""{"permittedUsers":"AdminApprovedPreAuthorized","permissionSets":["Webex_User"]}""");
        var tokens = await app.TokensAsync();
        var admin = await org.AsAsync("admin");
        var assigned = (await admin.QueryAsync("SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = 'bo.lind@nordlys.example'")).Is(200).Records.Single()!;
        (await admin.DeleteAsync("PermissionSetAssignment", (string)assigned["Id"]!)).Is(204);
        Assert.Equal("invalid_app_access: " + Denied, AppDesk.Problem(await app.RefreshAsync(tokens)));
    }

    [Fact]
    public async Task A_refresh_token_lives_for_ever_or_as_long_as_the_policy_says()
    {
        await app.PolicyAsync("{}");
        var tokens = await app.TokensAsync();
        await AfterAsync(30_000_000);
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
        await app.PolicyAsync("""{"refreshTokenPolicy":"Zero"}""");
        tokens = await app.TokensAsync();
        (await new OrgClient(org.Http, (string)tokens["access_token"]!, "").GetAsync("limits")).Is(200);
        Assert.Equal(Expired, AppDesk.Problem(await app.RefreshAsync(tokens)));
    }

    [Fact]
    public async Task A_lifetime_counts_from_the_first_sign_in_rotated_or_not()
    {
        await app.PolicyAsync("""{"refreshTokenPolicy":"SpecificLifetime","refreshTokenSeconds":3600,"refreshTokenRotation":true}""");
        var tokens = await app.TokensAsync();
        await AfterAsync(3000);
        var next = await app.RefreshAsync(tokens);
        await AfterAsync(599);
        next = await app.RefreshAsync(next);
        await AfterAsync(1);
        Assert.Equal(Expired, AppDesk.Problem(await app.RefreshAsync(next)));
    }

    [Fact]
    public async Task Inactivity_counts_from_the_last_use()
    {
        await app.PolicyAsync("""{"refreshTokenPolicy":"SpecificInactivity","refreshTokenSeconds":3600}""");
        var tokens = await app.TokensAsync();
        await AfterAsync(3599);
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
        await AfterAsync(3599);
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
        await AfterAsync(3600);
        Assert.Equal(Expired, AppDesk.Problem(await app.RefreshAsync(tokens)));
    }

    [Fact]
    public async Task Who_leaves_loses_sessions_and_cannot_renew_them()
    {
        await app.PolicyAsync("{}");
        var tokens = await app.TokensAsync();
        var client = new OrgClient(org.Http, (string)tokens["access_token"]!, "");
        (await client.GetAsync("limits")).Is(200);
        (await (await org.AsAsync("admin")).UpdateAsync("User", (await org.AsAsync("bo.lind")).UserId, new { IsActive = false })).Is(204);
        (await client.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
        Assert.Equal("Bad_OAuth_Token", (await client.GetAsync("/services/oauth2/userinfo")).Is(403).Text);
        Assert.Equal("invalid_grant: inactive user", AppDesk.Problem(await app.RefreshAsync(tokens)));
    }

    [Fact]
    public async Task A_session_lives_as_long_as_its_app_says()
    {
        await app.PolicyAsync("""{"sessionTimeoutMinutes":15}""");
        var client = new OrgClient(org.Http, (string)(await app.TokensAsync())["access_token"]!, "");
        await AfterAsync(899);
        (await client.GetAsync("limits")).Is(200);
        await AfterAsync(2);
        (await client.GetAsync("limits")).Refused("INVALID_SESSION_ID", 401);
    }

    [Fact]
    public async Task Sign_ins_come_from_the_orgs_addresses_unless_the_app_is_let_off()
    {
        await app.PolicyAsync("{}");
        var tokens = await app.TokensAsync();
        await org.ControlAsync("ip", JsonNode.Parse("""{"ranges":["203.0.113.0/24"]}"""));
        Assert.Equal("ip restricted", (string)(await app.AllowAsync())["error_description"]!);
        Assert.Equal("invalid_grant: ip restricted", AppDesk.Problem(await app.RefreshAsync(tokens)));
        await app.PolicyAsync("""{"ipRelaxation":"Bypass"}""");
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
        await app.PolicyAsync("{}");
        await org.ControlAsync("ip", JsonNode.Parse("""{"ranges":["127.0.0.0/8","::1/128"]}"""));
        Assert.NotNull((await app.RefreshAsync(tokens))["access_token"]);
    }

    [Fact]
    public async Task The_secret_may_be_left_out_of_a_refresh_where_the_app_says_so()
    {
        await app.PolicyAsync("{}");
        var refresh = (string)(await app.TokensAsync())["refresh_token"]!;
        (string, string)[] form = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", "desk")];
        Assert.Equal("invalid_client: invalid client credentials", AppDesk.Problem(await app.PostAsync("token", form)));
        await app.PolicyAsync("""{"secretRequiredForRefresh":false}""");
        Assert.NotNull((await app.PostAsync("token", form))["access_token"]);
    }

    [Fact]
    public async Task An_app_learns_of_foreign_tokens_only_when_it_may_introspect_all()
    {
        await app.PolicyAsync("""{"refreshTokenPolicy":"SpecificLifetime","refreshTokenSeconds":3600}""");
        var tokens = await app.TokensAsync();
        (string, string)[] AsDemo(string name) => [("token", (string)tokens[name]!), ("client_id", "3MVG9tieline-demo"), ("client_secret", "salesforce-demo-secret")];
        (string, string)[] AsDesk(string name) => [("token", (string)tokens[name]!), ("client_id", "desk"), ("client_secret", "secret")];
        Assert.False((bool)(await app.PostAsync("introspect", AsDemo("access_token")))["active"]!);
        var own = await app.PostAsync("introspect", AsDesk("refresh_token"));
        Assert.Equal((true, "refresh_token", (long)own["iat"]! + 3600), ((bool)own["active"]!, (string)own["token_type"]!, (long)own["exp"]!));
        await AfterAsync(3600);
        Assert.False((bool)(await app.PostAsync("introspect", AsDesk("refresh_token")))["active"]!);
        await org.ControlAsync("apps", JsonNode.Parse("""{"consumerKey":"3MVG9tieline-demo","consumerSecret":"salesforce-demo-secret","introspectAllTokens":true}"""));
        Assert.True((bool)(await app.PostAsync("introspect", AsDemo("access_token")))["active"]!);
    }

    [Theory]
    [InlineData("""{"permittedUsers":"Everybody"}""", "permittedUsers")]
    [InlineData("""{"refreshTokenPolicy":"SpecificLifetime"}""", "refreshTokenSeconds")]
    [InlineData("""{"permissionSets":["Nonsense"]}""", "Nonsense")]
    [InlineData("""{"sessionTimeoutMinutes":0}""", "sessionTimeoutMinutes")]
    public async Task The_door_says_what_is_wrong(string policy, string mentioned)
    {
        var body = JsonNode.Parse(policy)!.AsObject();
        (body["consumerKey"], body["consumerSecret"]) = ("desk", "secret");
        using var response = await org.Http.PostAsync("/control/apps", TestOrg.Json(body), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(mentioned, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
