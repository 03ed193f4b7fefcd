using System.Net;
using Tieline.Server.Connections;
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
