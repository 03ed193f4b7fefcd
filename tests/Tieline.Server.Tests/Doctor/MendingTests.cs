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
        var (status, words) = await FixAsync(world, "WebhookActive");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("1 of 2 are well now. Not done for ", words, StringComparison.Ordinal);
        Assert.Single((await world.World.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
        var trail = (await world.AskAsync(HttpMethod.Get, $"/admin/api/tenants/{world.World.TenantId}/audit"))["entries"]!.AsArray();
        Assert.Single(trail, entry => (string)entry!["what"]! == "doctor" && (string)entry["subject"]! == "WebhookActive");
    }

    [Fact]
    public async Task What_was_mended_in_part_is_told_with_the_reason_and_leaves_the_list()
    {
        await using var world = await HealthyWorld.StartAsync();
        await world.Org.AssignAsync(TestWorld.Integration, "Tieline_Assign");
        foreach (var user in new[] { TestWorld.Carla, TestWorld.David })
        {
            await world.Org.ChangeAsync("PermissionSetAssignment", $"Assignee.Username = '{user}' AND PermissionSet.Name = 'Webex_User'", null);
            using var panel = await world.World.OpenPanelAsync(user);
        }

        await world.Org.ChangeAsync("User", $"Username = '{TestWorld.David}'", new { IsActive = false });
        Assert.Contains("Carla Ruiz, David Kim", (string)(await world.RunAsync())["Assignments"]["sentence"]!, StringComparison.Ordinal);
        var (status, words) = await FixAsync(world, "Assignments");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("1 of 2 are well now. Not done for David Kim: The user is inactive in Salesforce", words, StringComparison.Ordinal);
        var kept = (await world.AskAsync(HttpMethod.Get, $"/admin/api/tenants/{world.World.TenantId}/doctor"))["checks"]!.AsArray().Single(one => (string)one!["name"]! == "Assignments")!;
        Assert.Contains("Webex User: David Kim.", (string)kept["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_signatures_are_forgotten_once_every_webhook_was_looked_at()
    {
        await using var world = await HealthyWorld.StartAsync();
        await Breakings.All["signatures were refused"].DoAsync(world);
        await world.World.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/webhooks" }, times = 1, fault = new { kind = "status", status = 403, body = new { message = "not now" } } });
        var (status, words) = await FixAsync(world, "WebhookSecret");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("1 of 2 are well now. Not done for ", words, StringComparison.Ordinal);
        Assert.Contains("not now", words, StringComparison.Ordinal);
        Assert.Equal("warning", (string)(await world.RunAsync())["WebhookSecret"]["verdict"]!);
        Assert.Equal("well", (string)(await world.FixAsync("WebhookSecret"))["verdict"]!);
    }

    private static async Task<(HttpStatusCode Status, string Words)> FixAsync(HealthyWorld world, string check)
    {
        using var admin = world.World.NewAdmin();
        using var answer = await admin.PostAsync($"/admin/api/tenants/{world.World.TenantId}/doctor/{check}/fix", null, TestWorld.Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestWorld.Stop));
    }
}
