using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

/// <summary>What is noticed of users who do nothing themselves: deactivated in Salesforce, hidden from the integration user, given a role back.</summary>
public sealed class RoleWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(11);

    private TestWorld World { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await TestWorld.StartAsync();
        await World.ConnectOrgAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task Who_is_deactivated_in_Salesforce_loses_his_session_and_his_calls_are_logged_no_more()
    {
        await World.RemovePackageAsync(); // Everybody is a user, so that nothing but the deactivation takes him away.
        using var ann = await World.ConnectAgentAsync(TestWorld.Ann);
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        await World.ChangeAsync("User", await World.SalesforceUserIdAsync(TestWorld.Ann), new JsonObject { ["IsActive"] = false });
        await World.NextRoundAsync(Round, async () => await StatusAsync(ann) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bo));
        await World.EventuallyAsync(() => World.Log.Text.Contains("who are deactivated now: 1, of whom Salesforce does not show 0", StringComparison.Ordinal));
        Assert.NotNull((await AgentAsync(ann)).NotUserSince);

        await World.AdvanceAsync(Round);
        Assert.NotNull((await AgentAsync(ann)).NotUserSince);
        await World.PlayAsync(TestWorld.Ann, from: "+12025550178");
        await World.AdvanceAsync(TimeSpan.FromSeconds(30));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(await World.TasksAsync());
    }

    // The integration user himself, who opened a panel once, is always shown and tells nothing.
    [Fact]
    public async Task Agents_who_are_mostly_hidden_from_the_integration_user_are_not_taken_for_deactivated_and_few_are_in_two_rounds()
    {
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        using var carla = await World.OpenPanelAsync(TestWorld.Carla);
        await World.GiveInSalesforceAsync(TestWorld.Integration, "Webex_User");
        using var himself = await World.OpenPanelAsync(TestWorld.Integration);
        await HideAsync(TestWorld.Ann, TestWorld.Bo);
        await World.NextRoundAsync(Round, () => Task.FromResult(World.Log.Text.Contains("does not show 2 of the 3 agents", StringComparison.Ordinal)));
        await World.AdvanceAsync(Round);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(ann), await StatusAsync(bo)));

        await World.Salesforce.DeleteControlAsync("hidden");
        await World.AdvanceAsync(Round);
        await HideAsync(TestWorld.Ann);
        await World.AdvanceAsync(Round);
        await World.NextRoundAsync(Round, async () => await StatusAsync(ann) == HttpStatusCode.Unauthorized);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(bo), await StatusAsync(carla)));
    }

    [Theory]
    [InlineData("a", "", 9, "")] // Hidden just now.
    [InlineData("a", "a", 9, "a")]
    [InlineData("a b", "b c", 3, "b")]
    [InlineData("a b", "a b", 2, "")] // Half of them: his rights, not theirs.
    [InlineData("a", "a", 0, "")]
    public void Who_is_hidden_is_taken_for_gone_in_the_second_round_and_while_few_are(string hidden, string before, int witnesses, string gone) =>
        Assert.Equal(Names(gone).Order(), RoleWatch.Gone(Names(hidden), Names(before), witnesses).Order());

    private static HashSet<string> Names(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    [Fact]
    public async Task Who_is_given_the_role_back_in_Salesforce_has_his_calls_logged_again_though_no_panel_of_his_is_open()
    {
        using var ann = await World.ConnectAgentAsync(TestWorld.Ann);
        await World.TakeInSalesforceAsync(TestWorld.Ann, "Webex_User");
        await World.NextRoundAsync(Round, async () => (await AgentAsync(ann)).NotUserSince is not null);
        await World.GiveInSalesforceAsync(TestWorld.Ann, "Webex_User");
        await World.NextRoundAsync(Round, async () => (await AgentAsync(ann)).NotUserSince is null);
        await World.PlayAsync(TestWorld.Ann, from: "+12025550179");
        await World.AdvanceAsync(TimeSpan.FromSeconds(30));
        await World.SettleAsync(TimeSpan.FromMinutes(30));
        Assert.Single(await World.TasksAsync());
    }

    [Fact]
    public async Task Where_everybody_is_a_user_a_customers_login_is_none_without_the_role_itself()
    {
        await World.RemovePackageAsync();
        using var ann = await World.OpenPanelAsync(TestWorld.Ann);
        using var bo = await World.OpenPanelAsync(TestWorld.Bo);
        var profile = (string)(await World.Salesforce.ControlAsync(
            "setup", new { @object = "Profile", fields = new { Name = "Customer Community User", UserType = "PowerCustomerSuccess" } }))["id"]!;
        var id = await World.SalesforceUserIdAsync(TestWorld.Ann);
        await World.ChangeAsync("User", id, new JsonObject { ["ProfileId"] = profile });
        await World.NextRoundAsync(Round, async () => await StatusAsync(ann) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bo));

        using var refused = await World.Http.PostAsJsonAsync("/panels/api/session", new { token = await World.LaunchTokenAsync(TestWorld.Ann) }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("A launch was refused: ExternalUser", World.Log.Text, StringComparison.Ordinal);

        await World.AdminAsync(HttpMethod.Post, "roles", new { userIds = new[] { id }, give = new[] { "User" } });
        using var given = await World.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(given));
        await World.AdvanceAsync(Round);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(given));
    }

    private async Task HideAsync(params string[] users) =>
        await World.Salesforce.ControlAsync("hidden", new { user = TestWorld.Integration, ids = await Task.WhenAll(users.Select(World.SalesforceUserIdAsync)) });

    private async Task<Agent> AgentAsync(PanelClient panel) => (await World.Get<Agents>().FindAsync(World.TenantId, panel.AgentId, TestWorld.Stop))!;

    private static async Task<HttpStatusCode> StatusAsync(PanelClient panel)
    {
        using var answer = await panel.Http.GetAsync("/panels/api/connections", TestWorld.Stop);
        return answer.StatusCode;
    }
}
