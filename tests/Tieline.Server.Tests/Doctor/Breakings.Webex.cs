using Tieline.Server.Connections;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Doctor;

/// <summary>How Webex is broken.</summary>
internal static partial class Breakings
{
    private static Task IntegrationAsync(HealthyWorld world, string? redirect = null, string[]? scopes = null, string? secret = null) => world.World.Webex.ControlAsync("integrations", new
    {
        name = "Tieline", clientId = "Ctest", clientSecret = secret ?? TestWorld.Secrets.WebexSecret, redirectUris = new[] { redirect ?? $"{world.World.Address}/connect/webex/callback" }, scopes = scopes ?? [.. WebexScopes, "spark:rooms_read"],
    });

    private static async Task EndAnnsSignInAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = false });
        await world.RunAsync(); // Notices it.
    }

    private static async Task ShutOutAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("integrations/Ctest/users", new { users = "none" });
        using var carla = await world.World.OpenPanelAsync(TestWorld.Carla);
        await carla.SignInAsync("webex");
    }

    private static async Task AnnsScopesAsync(HealthyWorld world, string[] scopes)
    {
        await IntegrationAsync(world);
        var begun = await world.Agents[0].PostAsync("/panels/api/webex/sign-in");
        using var page = await world.Agents[0].Http.GetAsync(await Consent.GiveAsync(WithScopes((string)begun["url"]!, string.Join(' ', scopes)), TestWorld.Ann), TestWorld.Stop);
        Assert.True(page.IsSuccessStatusCode);
    }

    private static async Task LifetimeAsync(HealthyWorld world, TimeSpan left) => await world.World.Get<GroupCommitWriter>().CommitAsync(
        [new Statement("UPDATE cloud_grants SET refresh_expires_at = $1 WHERE subject = $2", [Ago(world, -left), await AnnsPersonAsync(world)])], TestWorld.Stop);

    private static async Task DeleteWebhookAsync(HealthyWorld world)
    {
        var webex = (await world.World.Get<CloudClients>().WebexAsPersonAsync(world.World.TenantId, await AnnsPersonAsync(world), TestWorld.Stop))!;
        await webex.Webhooks.DeleteAsync((await webex.Webhooks.ListAsync(TestWorld.Stop).ToListAsync(TestWorld.Stop)).Single().Id, TestWorld.Stop);
    }

    private static async Task ChangeSecretAsync(HealthyWorld world)
    {
        var webex = (await world.World.Get<CloudClients>().WebexAsPersonAsync(world.World.TenantId, await AnnsPersonAsync(world), TestWorld.Stop))!;
        var webhook = (await webex.Webhooks.ListAsync(TestWorld.Stop).ToListAsync(TestWorld.Stop)).Single();
        await webex.Webhooks.UpdateAsync(webhook.Id, new Tieline.Webex.WebhookChange(webhook.Name!, webhook.TargetUrl!, "another secret"), TestWorld.Stop);
    }

    private static async Task RefusedSignaturesAsync(HealthyWorld world)
    {
        await world.World.Webex.ControlAsync("webhook-delivery", new { mode = "wronglySigned" });
        await world.World.PlayAsync(TestWorld.Ann);
        await world.World.AdvanceAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<string> AnnsPersonAsync(HealthyWorld world) =>
        (await world.World.Get<Tieline.Server.Users.Agents>().FindAsync(world.World.TenantId, world.Agents[0].AgentId, TestWorld.Stop))!.PersonId!;

    private static async Task SqlAsync(HealthyWorld world, string sql)
    {
        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement(sql, [])], TestWorld.Stop);
        world.World.Clock.Advance(TimeSpan.FromSeconds(31)); // What is read of a tenant is kept for half a minute.
        await world.World.Salesforce.ControlAsync("clock", new { advanceSeconds = 31 });
        await world.World.Webex.ControlAsync("clock", new { advanceSeconds = 31 });
    }
}
