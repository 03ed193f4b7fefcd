using System.Net;
using Tieline.Server.Connections;
using Tieline.Server.Doctor;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Doctor;

/// <summary>What the Fix of a check does when not all of it can be done.</summary>
public class MendingTests
{
    [Fact]
    public async Task Of_a_tenant_that_leaves_nothing_is_mended()
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All["a delivery was given up"].DoAsync(world);
        await Breakings.All["a webhook was deleted"].DoAsync(world);
        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE tenants SET leaving_at = 1", [])], TestWorld.Stop);
        foreach (var check in new[] { "DeadDeliveries", "WebhookActive" })
        {
            var (status, words) = await FixAsync(world, check);
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Contains("This tenant is leaving Tieline", words, StringComparison.Ordinal);
        }

        Assert.Equal([1L], await world.World.Get<Database>().QueryAsync("SELECT COUNT(*) FROM deliveries WHERE state = 3", [], row => row.GetInt64(0), TestWorld.Stop));
        Assert.Single((await world.World.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray()); // Bo's alone.
    }

    [Fact]
    public async Task Roles_that_may_not_be_given_are_told_with_the_reason()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.Org.ChangeAsync("PermissionSetAssignment", $"Assignee.Username = '{TestWorld.Carla}' AND PermissionSet.Name = 'Webex_User'", null);
        using var carla = await world.World.OpenPanelAsync(TestWorld.Carla);
        Assert.True((bool)(await world.RunAsync())["Assignments"]["canFix"]!);
        var (status, words) = await FixAsync(world, "Assignments");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("may not assign permission sets", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_opened_costs_nobody_else_the_webhook_nor_the_trail_its_entry()
    {
        await using var world = await HealthyWorld.StartAsync();
        var people = (await world.World.Get<WebhookSubscriptions>().AllAsync(world.World.TenantId, TestWorld.Stop)).Select(row => row.PersonId).ToList();
        foreach (var person in people)
        {
            var webex = (await world.World.Get<CloudClients>().WebexAsPersonAsync(world.World.TenantId, person, TestWorld.Stop))!;
            await webex.Webhooks.DeleteAsync((await webex.Webhooks.ListAsync(TestWorld.Stop).ToListAsync(TestWorld.Stop)).Single().Id, TestWorld.Stop);
        }

        await world.World.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE cloud_grants SET access_token_sealed = 'broken' WHERE subject = $1", [people[0]])], TestWorld.Stop);
        world.World.Clock.Advance(TimeSpan.FromSeconds(31)); // What is read of a sign-in is kept for half a minute.
        await FixAsync(world, "WebhookActive");
        Assert.Single((await world.World.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
        var trail = (await world.AskAsync(HttpMethod.Get, $"/admin/api/tenants/{world.World.TenantId}/audit"))["entries"]!.AsArray();
        Assert.Single(trail, entry => (string)entry!["what"]! == "doctor" && (string)entry["subject"]! == "WebhookActive");
    }

    private static async Task<(HttpStatusCode Status, string Words)> FixAsync(HealthyWorld world, string check)
    {
        using var admin = world.World.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.World.TenantId}/doctor/{check}/fix", null, TestWorld.Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestWorld.Stop));
    }
}
