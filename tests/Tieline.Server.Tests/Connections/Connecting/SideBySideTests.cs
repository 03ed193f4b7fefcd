using System.Net;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Connections.Connecting;

/// <summary>Sandbox and production on one server: a Webex person is served by one at a time, and the page of the other says so.</summary>
public class SideBySideTests
{
    [Fact]
    public async Task Who_signs_in_with_another_org_is_shown_as_moved_until_he_comes_back()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        Assert.Empty((await OverviewAsync(world, world.TenantId)).Moved);
        Assert.Single((await OverviewAsync(world, world.TenantId)).People);

        var sandbox = await world.ConnectSecondOrgAsync();
        using var annInSandbox = await world.OpenPanelAsync(TestWorld.Ann, sandbox);
        Assert.Equal(HttpStatusCode.OK, (await annInSandbox.MoveHereAsync()).Status);
        var production = await OverviewAsync(world, world.TenantId);
        Assert.Equal([TestWorld.Ann], production.Moved.Select(moved => moved.Email));
        Assert.Empty(production.People);
        Assert.Single((await OverviewAsync(world, sandbox.Id)).People);

        Assert.Equal(HttpStatusCode.OK, (await ann.MoveHereAsync()).Status);
        Assert.Empty((await OverviewAsync(world, world.TenantId)).Moved);
        Assert.Single((await OverviewAsync(world, sandbox.Id)).Moved);
    }

    [Fact]
    public async Task How_far_it_has_come_is_read_from_the_server_after_a_restart_too()
    {
        await using var wizard = await WizardWorld.StartAsync();
        Assert.Equal(WizardStep.Salesforce, (await OverviewAsync(wizard.World, null)).Next); // The address is checked by itself.
        Assert.Equal(WizardStep.Salesforce, (await OverviewAsync(wizard.World, wizard.TenantId)).Next);
        await WaysInTests.ConnectAsync(wizard, "ClientCredentials");
        await wizard.World.RestartServerAsync();
        Assert.Equal(WizardStep.Webex, (await OverviewAsync(wizard.World, wizard.TenantId)).Next);
        await WebexWaysTests.IntegrationAsync(wizard, $"{wizard.World.Address}/connect/webex/callback", WebexWaysTests.WebexScopes);
        await wizard.PatchAsync(new { webex = new { apiBase = wizard.World.Webex.Address + "/v1", clientId = "Cwizard", clientSecret = TestWorld.Secrets.WebexSecret } });
        var overview = await OverviewAsync(wizard.World, wizard.TenantId);
        Assert.Equal((WizardStep.Webhooks, false), (overview.Next, overview.IsProved));
    }

    private static Task<ConnectionOverview> OverviewAsync(TestWorld world, Guid? tenantId) => world.Get<ConnectionOverviews>().ReadAsync(tenantId, null, TestWorld.Stop);
}
