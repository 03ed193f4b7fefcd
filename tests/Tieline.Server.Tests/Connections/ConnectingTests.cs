using System.Net;
using System.Net.Http.Json;
using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Connections;

public class ConnectingTests(PostgreSqlServer postgreSql)
{
    [Fact]
    public async Task An_org_and_its_agents_are_connected_through_the_doors()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);

        var agents = await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop);
        Assert.Equal(["Ann Berg", "Bo Lind"], agents.Select(agent => agent.Name));
        Assert.All(agents, agent => Assert.NotNull(agent.PersonId));
        var webhooks = (await world.Webex.RequestsAsync()).Count(request => request == "POST /v1/webhooks");
        Assert.Equal(2, webhooks);
        var connections = await panels[0].GetAsync("/panels/api/connections");
        Assert.Equal("Linked", (string)connections["webex"]!["state"]!);
        Assert.Equal("Linked", (string)connections["salesforce"]!["state"]!);
        Assert.NotNull(await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, panels[0].AgentId, TestWorld.Stop));
    }

    [Fact]
    public async Task Signing_in_refreshing_and_signing_out_work_on_PostgreSQL_too()
    {
        await using var world = await TestWorld.StartAsync(new TestWorldOptions { Database = await postgreSql.NewDatabaseAsync() });
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Salesforce.ControlAsync("session/expire", new { user = TestWorld.Ann });
        var salesforce = (await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!;
        Assert.Equal("Ann Berg", (await salesforce.Identity.UserInfoAsync(TestWorld.Stop)).Name);
        Assert.Equal(HttpStatusCode.OK, (await ann.SignInAsync("webex")).Status);
        await ann.Http.PostAsync("/panels/api/webex/sign-out", null, TestWorld.Stop);
        Assert.Null((await world.Get<Agents>().FindAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!.PersonId);
    }

    [Fact]
    public async Task Who_signs_out_of_Salesforce_leaves_no_token_that_works()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await ann.Http.PostAsync("/panels/api/salesforce/sign-out", null, TestWorld.Stop);
        Assert.Contains("POST /services/oauth2/revoke", await world.Salesforce.RequestsAsync());
        Assert.Null(await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop));
    }

    // What this server owes to the org would wait ten minutes for an administrator who has just done his part.
    [Fact]
    public async Task An_org_that_another_server_has_just_connected_is_spoken_to_at_once()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        async Task OrgAsync(string? id, string? instance) => await world.Get<GroupCommitWriter>().CommitAsync(
            [new Statement("UPDATE tenants SET salesforce_org_id = $2, salesforce_instance = $3 WHERE tenant_id = $1", [world.TenantId, id, instance])], TestWorld.Stop);
        await OrgAsync(null, null);
        world.Get<Tenants>().Forget(world.TenantId);
        Assert.Equal(SalesforceErrorKind.SessionExpired, (await Assert.ThrowsAsync<SalesforceException>(AskAsync)).Kind);

        await OrgAsync(world.OrgId, world.Salesforce.Address);
        Assert.NotEmpty(await AskAsync());

        async Task<string> AskAsync() => (await (await world.Get<CloudClients>().SalesforceAsIntegrationAsync(world.TenantId, TestWorld.Stop)).Identity.UserInfoAsync(TestWorld.Stop)).Name!;
    }

    [Fact]
    public async Task A_consent_that_another_server_withdrew_is_used_for_half_a_minute_at_most()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        Assert.NotNull(await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop));
        await world.Get<GroupCommitWriter>().CommitAsync(
            [new Statement("DELETE FROM cloud_grants WHERE subject = $1", [ann.AgentId.ToString("N")])], TestWorld.Stop);
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await world.Get<CloudClients>().SalesforceAsAgentAsync(world.TenantId, ann.AgentId, TestWorld.Stop));
    }

    [Fact]
    public async Task A_tenant_leaves_an_org_that_the_admin_names_and_may_join_another()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        using var admin = world.NewAdmin();
        var door = $"/admin/api/tenants/{world.TenantId}/salesforce/leave";
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsJsonAsync(door, new { orgId = "00Dxx0000000000EAA" }, TestWorld.Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsJsonAsync(door, new { }, TestWorld.Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsJsonAsync($"/admin/api/tenants/{Guid.NewGuid()}/salesforce/leave", new { orgId = world.OrgId }, TestWorld.Stop)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsJsonAsync(door, new { orgId = world.OrgId }, TestWorld.Stop)).StatusCode);
        var left = await Simulator.ReadAsync(await admin.GetAsync($"/admin/api/tenants/{world.TenantId}", TestWorld.Stop));
        Assert.Null(left["tenant"]!["salesforceOrgId"]);
        Assert.Equal("Unlinked", (string)left["salesforce"]!["state"]!);
        Assert.Equal($"unlinked Salesforce {world.OrgId} by admin key", (await TrailAsync(world))[0]);
        Assert.Equal(HttpStatusCode.OK, await world.SignInIntegrationAsync(world.TenantId));
        Assert.Equal($"linked Salesforce {world.OrgId}, Tieline Integration by admin key", (await TrailAsync(world))[0]); // By whoever had him sign in.
    }

    [Fact]
    public async Task An_org_is_left_again_when_the_server_died_on_the_way()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Get<Consents>().WithdrawAsync(GrantKey.Integration(world.TenantId), TestWorld.Stop); // So far it came: the tenant is joined still, one is signed out.
        using var admin = world.NewAdmin();
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/salesforce/leave", new { orgId = world.OrgId }, TestWorld.Stop)).StatusCode);
        Assert.Equal(ConnectionState.Unlinked, (await world.Get<Consents>().StatusAsync(GrantKey.Agent(world.TenantId, ann.AgentId), TestWorld.Stop)).State);
    }

    [Fact]
    public async Task Another_org_than_the_joined_one_is_named_with_the_way_on()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var other = await world.ConnectSecondOrgAsync();
        using var admin = world.NewAdmin();
        await admin.PostAsJsonAsync($"/admin/api/tenants/{other.Id}/salesforce/leave", new { orgId = other.OrgId }, TestWorld.Stop);
        await admin.PatchAsJsonAsync($"/admin/api/tenants/{world.TenantId}", new { salesforce = new { loginUrl = other.Salesforce.Address } }, TestWorld.Stop);
        var begun = await Simulator.ReadAsync(await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/salesforce/sign-in", new { }, TestWorld.Stop));
        using var page = await world.Http.GetAsync(await Consent.GiveAsync(new Uri((string)begun["url"]!), TestWorld.Integration), TestWorld.Stop);
        var words = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestWorld.Stop));
        Assert.Contains($"this tenant is connected to {world.OrgId}", words, StringComparison.Ordinal);
        Assert.Contains("leave the former org", words, StringComparison.Ordinal);
    }

    // The window is closed as soon as it came back.
    [Fact]
    public async Task Who_closes_the_window_early_is_signed_in_all_the_same()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        var begun = await ann.PostAsync("/panels/api/webex/sign-in");
        var back = await Consent.GiveAsync(new Uri((string)begun["url"]!), TestWorld.Ann);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/people/me" }, times = 1, fault = new { kind = "slow", seconds = 1 } });
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(TestWorld.Stop);
        var coming = world.Http.GetAsync(back, closed.Token);
        await world.EventuallyAsync(async () => (await world.Webex.RequestsAsync()).Contains("POST /v1/access_token"));
        await closed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => coming);
        await world.EventuallyAsync(async () =>
        {
            await world.Webex.ControlAsync("clock", new { advanceSeconds = 1 });
            return (string?)(await ann.GetAsync($"/panels/api/sign-in/{begun["state"]}"))["outcome"] == "done";
        });
        Assert.Equal("Linked", (string)(await ann.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
    }

    private static async Task<IReadOnlyList<string>> TrailAsync(TestWorld world) =>
        [.. (await world.Get<AuditTrail>().ListAsync(world.TenantId, null, 10, TestWorld.Stop)).Select(one => $"{one.Event.What} {one.Event.Subject} {one.Event.Before}{one.Event.After} by {one.Who.Name}")];

    [Fact]
    public async Task A_server_that_was_restarted_is_still_connected()
    {
        await using var world = await TestWorld.StartAsync();
        var panels = await world.ConnectAsync(TestWorld.Ann);
        await world.RestartServerAsync();

        Assert.Equal("Linked", (string)(await panels[0].GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        var webex = await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop))[0].PersonId!, TestWorld.Stop);
        Assert.Equal(TestWorld.Ann, (await webex!.People.MeAsync(false, TestWorld.Stop)).Emails[0]);
    }
}
