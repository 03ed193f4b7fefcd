using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Users;

/// <summary>An org without the package: nobody signs for the user, so he signs in to Salesforce himself, and the window that began it opens.</summary>
public class PopUpLaunchTests(LaunchTests.ConnectedWorld connected) : IClassFixture<LaunchTests.ConnectedWorld>
{
    private TestWorld World => connected.World;

    [Fact]
    public async Task Who_signs_in_is_whose_panel_opens_and_he_is_signed_in_to_Salesforce()
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        Assert.Equal("waiting", (string)(await launch.OpenAsync())!["outcome"]!);
        Assert.Equal(HttpStatusCode.OK, await launch.SignInAsync(TestWorld.Carla));
        var opened = (await launch.OpenAsync())!["opened"]!;
        Assert.Equal("Carla Ruiz", (string)opened["agent"]!["name"]!);

        using var panel = World.NewClient();
        panel.DefaultRequestHeaders.Authorization = new("Bearer", (string)opened["session"]!);
        var shown = await Simulator.ReadAsync(await panel.GetAsync("/panels/api/connections", TestWorld.Stop));
        Assert.Equal(("Unlinked", "Linked"), ((string)shown["webex"]!["state"]!, (string)shown["salesforce"]!["state"]!));
    }

    [Fact]
    public async Task An_agent_is_the_same_however_his_panel_opens()
    {
        var signed = await World.OpenPanelAsync(TestWorld.Bo);
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        await launch.SignInAsync(TestWorld.Bo);
        Assert.Equal(signed.AgentId, (Guid)(await launch.OpenAsync())!["opened"]!["agent"]!["id"]!);
    }

    [Fact]
    public async Task The_session_is_given_once_however_many_ask_at_the_same_time()
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        await launch.SignInAsync(TestWorld.Ann);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => launch.OpenAsync()));
        Assert.Single(answers, answer => answer?["opened"] is not null);
        Assert.Null(await launch.OpenAsync());
    }

    [Fact]
    public async Task A_tab_that_has_not_the_windows_secret_opens_nothing()
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        using var back = await World.Http.GetAsync(await Consent.GiveAsync(launch.Url, TestWorld.Ann, true), TestWorld.Stop);
        var page = await back.Content.ReadAsStringAsync(TestWorld.Stop);
        Assert.Contains("script-src 'self'", back.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var before = await RevokedAsync();
        var (status, said) = await (launch with { Window = "guessed" }).AnswerAsync(PopUpLaunch.KeptIn(page));
        Assert.Equal(before + 1, await RevokedAsync()); // What Salesforce gave for it is given back.
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("begun in another window or browser", said, StringComparison.Ordinal);
        Assert.Equal("refused", (string)(await launch.OpenAsync())!["outcome"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await launch.AnswerAsync(PopUpLaunch.KeptIn(page))).Status); // Used up.
    }

    [Fact]
    public async Task Who_says_no_is_not_signed_in_and_Salesforce_keeps_nothing_of_it()
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        using var back = await World.Http.GetAsync(await Consent.GiveAsync(launch.Url, TestWorld.Ann, true), TestWorld.Stop);
        var before = await RevokedAsync();
        var (status, _) = await launch.AnswerAsync(PopUpLaunch.KeptIn(await back.Content.ReadAsStringAsync(TestWorld.Stop)), "no");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(before + 1, await RevokedAsync());
        Assert.Equal("refused", (string)(await launch.OpenAsync())!["outcome"]!);
    }

    private async Task<int> RevokedAsync() => (await World.Salesforce.RequestsAsync()).Count(one => one == "POST /services/oauth2/revoke");

    [Fact]
    public async Task The_window_that_began_gets_nothing_while_the_tab_has_not_come_back()
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        await Consent.GiveAsync(launch.Url, TestWorld.Ann, true);
        Assert.Equal("waiting", (string)(await launch.OpenAsync())!["outcome"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await launch.AnswerAsync("made up")).Status);
        Assert.NotNull(await launch.OpenAsync());
    }

    [Fact]
    public async Task Denied_is_told_to_the_window()
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant, "da");
        Assert.Equal(HttpStatusCode.BadRequest, await launch.SignInAsync(TestWorld.Ann, allow: false));
        var outcome = (await launch.OpenAsync())!;
        Assert.Equal("refused", (string)outcome["outcome"]!);
        Assert.Contains("ikke", (string)outcome["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", "REQUEST_LIMIT_EXCEEDED")]
    [InlineData(503, "SERVER_UNAVAILABLE", "Try later.", "Salesforce did not answer")]
    [InlineData(403, "INSUFFICIENT_ACCESS", "insufficient access rights", "Salesforce did not answer")] // His who asks, not his who signed in.
    public async Task Why_the_org_cannot_be_asked_who_somebody_is_is_told_to_the_window(int status, string errorCode, string message, string told)
    {
        var launch = await PopUpLaunch.BeginAsync(World, World.Tenant);
        await World.Salesforce.ControlAsync("faults", new { match = new { path = "^/services/data/v66.0/query" }, fault = new { kind = "status", status, body = new[] { new { errorCode, message } } } });
        await launch.SignInAsync(TestWorld.David);
        await World.Salesforce.DeleteControlAsync("faults");
        Assert.Contains(told, (string)(await launch.OpenAsync())!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_session_neither_writes_nor_deletes_the_integration_users_last_refusal()
    {
        var (refusals, integration) = (World.Get<CloudRefusals>(), GrantKey.Integration(World.TenantId));
        async Task<string?> CodeAsync() => (await refusals.ListAsync(World.TenantId, Clouds.Salesforce, TestWorld.Stop)).SingleOrDefault(one => one.Subject == integration.Subject)?.Code;

        await (await PopUpLaunch.BeginAsync(World, World.Tenant)).SignInAsync(TestWorld.Ann, allow: false);
        Assert.Null(await CodeAsync());
        await refusals.NoteAsync(integration, "inactive_user", "user is inactive", TestWorld.Stop);
        await (await PopUpLaunch.BeginAsync(World, World.Tenant)).SignInAsync(TestWorld.Ann);
        Assert.Equal("inactive_user", await CodeAsync());
        await refusals.ForgetAsync(integration, TestWorld.Stop);
    }

    [Fact]
    public async Task A_tenant_has_so_many_launches_under_way_and_no_more_and_they_are_soon_forgotten()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var first = await PopUpLaunch.BeginAsync(world, world.Tenant);
        for (var more = 1; more < SignInAttempts.MostLaunches - 1; more++)
        {
            await PopUpLaunch.BeginAsync(world, world.Tenant);
        }

        // Ten at once want the last place.
        var last = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => world.Http.PostAsJsonAsync("/panels/api/pop-up", new { org = world.OrgId, language = "da" }, TestWorld.Stop)));
        Assert.Single(last, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = last.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains("Vent nogle minutter", WebUtility.HtmlDecode((string)System.Text.Json.Nodes.JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestWorld.Stop))!["detail"]!), StringComparison.Ordinal);
        Assert.Contains("So many launches of tenant", world.Log.Text, StringComparison.Ordinal);
        await first.SignInAsync(TestWorld.Ann, allow: false); // An end that needs nobody makes no room.
        using var again = await world.Http.PostAsJsonAsync("/panels/api/pop-up", new { org = world.OrgId }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);

        await world.AdvanceAsync(SignInAttempts.Lifetime + TimeSpan.FromMinutes(6));
        await PopUpLaunch.BeginAsync(world, world.Tenant);
        Assert.Equal(1, await world.Get<Database>().ReadAsync(db => db.Set<SignInRow>().CountAsync(row => row.WindowHash != "", TestWorld.Stop)));
    }

    [Fact]
    public async Task One_address_has_a_share_of_them_and_the_others_come_in_still()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        async Task<HttpStatusCode> BeginAsync(string from)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/panels/api/pop-up") { Content = JsonContent.Create(new { org = world.OrgId }) };
            request.Headers.Add("X-Forwarded-For", from);
            using var answer = await world.Http.SendAsync(request, TestWorld.Stop);
            return answer.StatusCode;
        }

        for (var begun = 0; begun < LaunchShares.Most; begun++)
        {
            Assert.Equal(HttpStatusCode.OK, await BeginAsync($"10.1.2.{begun}, 203.0.113.7")); // What comes before the proxy's own word anybody may write.
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await BeginAsync("203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await BeginAsync("203.0.113.8"));
        await (await PopUpLaunch.BeginAsync(world, world.Tenant)).SignInAsync(TestWorld.Ann);
        world.Clock.Advance(SignInAttempts.Lifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await BeginAsync("203.0.113.7"));
    }

    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("127.0.0.1", "198.51.100.1, 198.51.100.2", "198.51.100.2")]
    [InlineData("::ffff:10.0.0.3", "198.51.100.2", "198.51.100.2")]
    [InlineData("172.18.0.1", "2001:db8:1:2:3::4", "20010db800010002")]
    [InlineData("127.0.0.1", null, null)]
    [InlineData("127.0.0.1", "unknown", null)]
    [InlineData(null, null, null)]
    public void An_address_is_the_clients_where_it_can_be_told(string? remote, string? forwardedFor, string? address) =>
        Assert.Equal(address, LaunchShares.AddressOf(remote is null ? null : IPAddress.Parse(remote), forwardedFor));

    [Fact]
    public async Task After_ten_minutes_it_is_over()
    {
        var (late, unread) = (await PopUpLaunch.BeginAsync(World, World.Tenant), await PopUpLaunch.BeginAsync(World, World.Tenant));
        await unread.SignInAsync(TestWorld.Ann);
        World.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, await late.SignInAsync(TestWorld.Ann));
        Assert.Null(await late.OpenAsync());
        Assert.Null(await unread.OpenAsync());
    }

    [Fact]
    public async Task A_code_of_another_launch_does_not_pass_by_its_PKCE_secret()
    {
        var (mine, other) = (await PopUpLaunch.BeginAsync(World, World.Tenant), await PopUpLaunch.BeginAsync(World, World.Tenant));
        var code = System.Web.HttpUtility.ParseQueryString((await Consent.GiveAsync(other.Url, TestWorld.Ann, true)).Query)["code"]!;
        using var page = await World.Http.GetAsync($"/connect/salesforce/callback?state={mine.State}&code={Uri.EscapeDataString(code)}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("refused", (string)(await mine.OpenAsync())!["outcome"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00D000000000999AAA")]
    [InlineData("00D")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task An_org_that_is_no_tenants_has_no_way_in(string? org)
    {
        using var answer = await World.Http.PostAsJsonAsync("/panels/api/pop-up", new { org }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_of_an_agent_or_of_the_integration_opens_no_panel()
    {
        var ann = await World.OpenPanelAsync(TestWorld.Ann);
        var state = (string)(await ann.PostAsync("/panels/api/salesforce/sign-in"))["state"]!;
        Assert.Null(await new PopUpLaunch(World, new Uri("http://localhost"), state, "").OpenAsync());
        Assert.Equal(ConnectionState.Linked, (await World.Get<Consents>().StatusAsync(GrantKey.Integration(World.TenantId), TestWorld.Stop)).State);
    }
}
