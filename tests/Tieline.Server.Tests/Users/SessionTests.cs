using System.Net;
using System.Net.Http.Headers;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Users;

public class SessionTests
{
    private const string Door = "/panels/api/connections";

    [Fact]
    public async Task A_panels_door_opens_to_its_session_in_the_header_and_to_nothing_else()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(world, ann.Session));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, "forged"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, ann.Session[..^2]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, world.AdminKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, await world.LaunchTokenAsync(TestWorld.Ann)));
        using var byQuery = await world.Http.GetAsync($"{Door}?access_token={ann.Session}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, byQuery.StatusCode);
    }

    [Fact]
    public async Task A_session_lives_twelve_hours_also_over_a_restart()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await world.RestartServerAsync();
        world.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(world, ann.Session));
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, ann.Session));
    }

    [Fact]
    public async Task An_open_panel_says_that_its_session_has_ended_and_is_gone()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var panels = RootComponents.NamesOf(world).Except(["tieline-admin", "tieline-administration"]).ToList();
        var circuits = await Task.WhenAll(panels.Select(panel => Circuit.OpenAsync(world, ann.Session, panel)));
        world.Clock.Advance(PanelSessions.Lifetime);
        foreach (var circuit in circuits)
        {
            await IsOverAsync(world, circuit);
            await circuit.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_open_panel_whose_page_has_a_newer_session_of_the_same_agent_goes_on_as_long_as_that()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await using var renewed = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await using var anothers = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        world.Clock.Advance(PanelSessions.Lifetime - TimeSpan.FromMinutes(10));
        renewed.NewerSession = (await world.OpenPanelAsync(TestWorld.Ann)).Session;
        anothers.NewerSession = (await world.OpenPanelAsync(TestWorld.Bo)).Session;
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await IsOverAsync(world, anothers);
        await world.EventuallyAsync(() => renewed.AskedForSession >= 1);
        world.Clock.Advance(TimeSpan.FromHours(11));
        Assert.DoesNotContain("Your session has ended", renewed.Shown, StringComparison.Ordinal);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await IsOverAsync(world, renewed);
    }

    [Fact]
    public async Task A_panel_whose_line_is_broken_when_its_session_ends_asks_again_and_one_that_stays_silent_or_fails_is_over()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await using var broken = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await using var silent = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        await using var failing = await Circuit.OpenAsync(world, ann.Session, "tieline-home");
        (broken.Telling, silent.Telling, failing.Telling) = (Telling.Nothing, Telling.Nothing, Telling.Fails);
        world.Clock.Advance(PanelSessions.Lifetime - TimeSpan.FromMinutes(10));
        broken.NewerSession = silent.NewerSession = failing.NewerSession = (await world.OpenPanelAsync(TestWorld.Ann)).Session;
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await IsOverAsync(world, failing);
        await world.EventuallyAsync(() => broken.AskedForSession >= 1 && silent.AskedForSession >= 1);
        broken.Telling = Telling.Tells;
        await Eventually.IsTrueAsync(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromMilliseconds(100)); // Little: an ask lasts two seconds of the machine's.
                return Task.FromResult(broken.ToldSession > 0);
            },
            TimeSpan.FromSeconds(60), "the broken one is asked again");
        await Eventually.IsTrueAsync(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(silent.Shown.Contains("Your session has ended", StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(60), "the silent one is over");
        Assert.DoesNotContain("Your session has ended", broken.Shown, StringComparison.Ordinal);
    }

    // A page that has not told of a newer session within two seconds of the machine's time is asked again ten seconds later.
    private static Task IsOverAsync(TestWorld world, Circuit panel) => world.EventuallyAsync(
        () =>
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(100)); // Little: an ask lasts two seconds of the machine's.
            return panel.Shown.Contains("Your session has ended", StringComparison.Ordinal);
        },
        "the session is over");

    [Fact]
    public async Task An_agent_of_one_tenant_is_nobody_in_another()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var sandbox = await world.ConnectSecondOrgAsync();
        var here = await world.OpenPanelAsync(TestWorld.Ann);
        var there = await world.OpenPanelAsync(TestWorld.Ann, sandbox);
        Assert.NotEqual(here.AgentId, there.AgentId);
        var agents = world.Get<Agents>();
        Assert.Null(await agents.FindAsync(sandbox.Id, here.AgentId, TestWorld.Stop));
        Assert.Null(await agents.FindAsync(world.TenantId, there.AgentId, TestWorld.Stop));

        var state = (string)(await here.PostAsync("/panels/api/webex/sign-in"))["state"]!;
        using var foreign = await there.Http.GetAsync($"/panels/api/sign-in/{state}", TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        // The org of one cannot sign for the other, though user ids are the same in both simulated orgs.
        var forged = OrgSigner.Sign(sandbox.LaunchSecret, world.OrgId, await world.SalesforceUserIdAsync(TestWorld.Ann), world.Clock.UtcNow);
        using var answer = await world.Http.PostAsync("/panels/api/session", System.Net.Http.Json.JsonContent.Create(new { token = forged }), TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_when_its_agent_is_switched_off()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        await world.Get<GroupCommitWriter>().CommitAsync(
            [new Statement("UPDATE agents SET is_active = $1 WHERE tenant_id = $2 AND agent_id = $3", [false, world.TenantId, ann.AgentId])], TestWorld.Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(world, ann.Session));
    }

    [Fact]
    public async Task A_known_agent_is_launched_while_Salesforce_is_down_and_a_new_one_is_told_to_wait()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.OpenPanelAsync(TestWorld.Ann);
        await world.AdvanceAsync(TimeSpan.FromMinutes(11));
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "^/services/data/" }, fault = new { kind = "serverUnavailable" } });
        await world.OpenPanelAsync(TestWorld.Ann);
        var token = await world.LaunchTokenAsync(TestWorld.Bo);
        using var answer = await world.Http.PostAsync("/panels/api/session", System.Net.Http.Json.JsonContent.Create(new { token }), TestWorld.Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestWorld world, string? session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Door);
        request.Headers.Authorization = session is null ? null : new AuthenticationHeaderValue("Bearer", session);
        using var answer = await world.Http.SendAsync(request, TestWorld.Stop);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return answer.StatusCode;
    }
}
