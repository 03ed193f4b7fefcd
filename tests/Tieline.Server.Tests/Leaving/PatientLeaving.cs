using System.Net;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Leaving;
using Tieline.Server.Leaving.Steps;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Leaving;

/// <summary>Trouble that lasts, rows of a former version, and whoever is erased or writes while a tenant leaves.</summary>
public class PatientLeaving
{
    [Fact]
    public async Task Lasting_trouble_of_three_people_keeps_nobody_elses_webhook()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo, TestWorld.Carla, TestWorld.David, TestWorld.Eva);
        var first = (await world.Get<WebhookSubscriptions>().AllAsync(world.TenantId, TestWorld.Stop)).Take(3).Select(row => row.WebhookKey).ToList();
        var theirs = (await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray().Where(webhook => first.Any(key => ((string)webhook!["targetUrl"]!).EndsWith(key, StringComparison.Ordinal))).Select(webhook => (string)webhook!["id"]!).ToList();
        Assert.Equal(3, theirs.Count);
        await world.Webex.ControlAsync("faults", new { match = new { method = "DELETE", path = $"^/v1/webhooks/({string.Join('|', theirs)})$" }, fault = new { kind = "status", status = 503 } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Webhooks", "Webex does not do it now");
        await world.EventuallyAsync(async () =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(11));
            return await world.CountAsync("SELECT COUNT(*) FROM webhook_subscriptions") == 3;
        });
        Assert.Equal(theirs.Order(), (await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray().Select(webhook => (string)webhook!["id"]!).Order());

        await world.Webex.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Empty((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(60, 30)]
    [InlineData(1800, 900)]
    [InlineData(86400, 1800)]
    public void The_longer_the_list_could_not_be_made_the_later_it_is_asked_for_again(int triedSeconds, int pauseSeconds) =>
        Assert.Equal(TimeSpan.FromSeconds(pauseSeconds), ListStep.PauseAfter(TimeSpan.FromSeconds(triedSeconds)));

    [Fact]
    public async Task A_list_that_cannot_be_made_costs_the_org_few_calls_and_is_gone_on_without_at_once()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "/tooling/query" }, fault = new { kind = "serverUnavailable" } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("List", "Salesforce does not do it now");
        var tried = 0;
        await world.EventuallyAsync(async () =>
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            tried = await TriesAsync(world);
            return await world.CountAsync($"SELECT COUNT(*) FROM leavings WHERE lease_until > {Moment.ToMicroseconds(world.Clock.UtcNow + TimeSpan.FromMinutes(20))}") == 1;
        });
        Assert.InRange(tried, 2, 20);
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM leavings WHERE lease_id IS NOT NULL")); // Any server may try next.
        await world.SayAsync("leaving/skip", new { text = "List" });
        await world.EventuallyAsync(async () => (string?)(await world.StateAsync())?["step"] is not "List", "no time passes");
    }

    [Fact]
    public async Task What_a_former_version_wrote_of_a_leaving_is_shown_and_gone_on_with()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Webex.ControlAsync("faults", new { match = new { method = "DELETE", path = "^/v1/webhooks" }, fault = new { kind = "status", status = 503 } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Webhooks", "Webex does not do it now");
        const string Former = """[{"Thing":6,"Name":"ApexClass: TielineLaunch","Count":1,"Why":""},{"Thing":8,"Name":"","Count":2,"Why":"Dropped by word."}]""";
        await world.Get<GroupCommitWriter>().WriteAsync(
            (db, _) => Task.FromResult(db.Add(new LeavingRow
            {
                TenantId = Guid.NewGuid(), TenantName = "Gone before", Step = LeavingStep.Done, Language = "en_US", Found = """[{"Thing":9,"Name":"","Count":3}]""", Remains = Former, FinishedAt = Moment.ToMicroseconds(world.Clock.UtcNow),
            })),
            TestWorld.Stop);
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE leavings SET remains = $1 WHERE finished_at IS NULL", [Former])], TestWorld.Stop);

        var past = (await world.AskAsync("/admin/api/leavings"))["leavings"]!.AsArray().Single(one => (string)one!["tenantName"]! == "Gone before")!;
        Assert.Equal([("Component", ""), ("Delivery", "Dropped by word.")], past["remains"]!.AsArray().Select(left => ((string)left!["thing"]!, (string)left["why"]!)));
        Assert.Contains("Calls that are not over: 3", (string)past["report"]!, StringComparison.Ordinal);

        await world.Webex.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Contains((await world.StateAsync())!["remains"]!.AsArray(), left => (string)left!["why"]! == "Dropped by word.");
    }

    [Fact]
    public async Task An_administrator_who_is_erased_while_his_tenant_leaves_loses_his_permission_sets_as_everybody_does()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.GiveInSalesforceAsync(TestWorld.Ann, "Webex_Admin");
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/revoke" }, fault = new { kind = "serverUnavailable" } });
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        await world.Get<Leavings>().BeginAsync(tenant, new Actor("Ann Berg", await world.SalesforceUserIdAsync(TestWorld.Ann)), "en_US", "", TestWorld.Stop);
        await world.ComesToAsync("Tokens", "Salesforce does not do it now");
        Assert.Contains("Webex_Admin", await world.AssignedAsync(TestWorld.Ann));
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE leavings SET who = $1, who_id = $1", [AuditEvent.Erased])], TestWorld.Stop);

        await world.Salesforce.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Empty(await world.AssignedAsync(TestWorld.Ann));
        Assert.DoesNotContain((await world.StateAsync())!["remains"]!.AsArray(), left => (string)left!["thing"]! == "Assignment");
    }

    [Fact]
    public async Task Of_a_tenant_that_has_left_no_person_and_no_role_is_noted_any_more()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Done");
        var ann = new OrgUser("005000000000001AAA", "Ann Berg", TestWorld.Ann, TestWorld.Ann, "", IsActive: true);
        Assert.False(await world.Get<PersonCorrections>().SetAsync(world.TenantId, ann, new WebexPerson("p", "Ann Berg", TestWorld.Ann), Actor.AdminKey, TestWorld.Stop));
        Assert.False(await world.Get<OwnRoles>().ChangeAsync(world.TenantId, ann, _ => WebexRoles.Admin, Actor.AdminKey, null, TestWorld.Stop));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM person_corrections"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM roles"));
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM audit_entries"));
    }

    private static async Task<int> TriesAsync(TestWorld world) =>
        (await world.Salesforce.ControlAsync("usage"))["requests"]!.AsArray().Count(request => ((string?)request!["query"])?.Contains("MetadataComponentDependency", StringComparison.Ordinal) == true);
}
