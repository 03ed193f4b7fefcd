using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Deliveries;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Leaving;

/// <summary>A tenant leaves, and nothing of it stays but the report.</summary>
public class LeavingJourney(PostgreSqlServer postgres)
{
    private const string It = "it@nordlys.example";

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_tenant_leaves_and_takes_everything_with_it_that_Tieline_may_remove(string engine)
    {
        await using var mail = await MailServer.StartAsync();
        await using var world = await TestWorld.StartAsync(mail.World() with { Database = engine == "PostgreSQL" ? await postgres.NewDatabaseAsync() : "" });
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.CreateAsync("PermissionSetAssignment", new JsonObject { ["AssigneeId"] = await world.SalesforceUserIdAsync(TestWorld.Ann), ["PermissionSetId"] = await SetAsync(world, "Webex_User") });
        await world.CreateAsync("PermissionSetAssignment", new JsonObject { ["AssigneeId"] = await world.SalesforceUserIdAsync(TestWorld.Integration), ["PermissionSetId"] = await SetAsync(world, "Tieline_Integration", "PermissionsModifyAllData", "PermissionsCustomizeApplication") });
        await SelectAsync(world, "Contact");
        await world.PlayAsync(TestWorld.Ann);
        await world.SettleAsync();
        var tokens = await LeavingWorld.TokensAsync(world);

        var found = LeavingWorld.Counts(await world.InUseAsync());
        Assert.Equal((2L, await AssignmentsAsync(world), 3L, 2L, 1L), (found["Webhook"], found["Assignment"], found["SalesforceToken"], found["WebexToken"], found["ChannelMember"]));

        Assert.Equal(HttpStatusCode.BadRequest, await world.SayAsync("leaving", new { name = "nordlys industries" }));
        Assert.Equal(HttpStatusCode.BadRequest, await world.SayAsync("leaving", new { name = LeavingWorld.Name, reportTo = "it@nordlys.example\r\nBcc: x@y.example" }));
        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving", new { name = LeavingWorld.Name, reportTo = It }));
        await world.ComesToAsync("Done");

        Assert.Empty(await WebhooksAsync(world));
        Assert.Empty(await world.QueryAsync("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name IN ('Webex_User', 'Webex_Admin')"));
        Assert.Empty((await world.AskOrgAsync(HttpMethod.Get, "tooling/query?q=SELECT+Id+FROM+PlatformEventChannelMember"))["records"]!.AsArray());
        Assert.All(tokens, token => Assert.Equal(HttpStatusCode.Unauthorized, LeavingWorld.OrgTakes(world, token).GetAwaiter().GetResult()));
        Assert.Empty(await TablesWithRowsAsync(world));

        var report = Assert.Single(mail.Received);
        Assert.Equal((It, "Tieline has left: Nordlys Industries"), (report.To.Mailboxes.Single().Address, report.Subject));
        Assert.Contains("Webhooks at Webex: 2", report.TextBody, StringComparison.Ordinal);
        Assert.Contains("Control Hub", report.TextBody, StringComparison.Ordinal); // Webex's authorizations are for its administrator.
        Assert.Null((await world.StateAsync())!["mailProblem"]);
        Assert.Empty((await world.AskAsync("/admin/api/tenants"))["tenants"]!.AsArray());
    }

    private static async Task<long> AssignmentsAsync(TestWorld world) =>
        (await world.QueryAsync("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')")).Count;

    [Fact]
    public async Task Nothing_new_is_taken_in_while_a_tenant_leaves_and_it_can_be_called_off_until_something_is_removed()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await RefuseTasksAsync(world);
        await world.PlayAsync(TestWorld.Ann);
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving", new { name = LeavingWorld.Name }));
        await world.ComesToAsync("Deliveries", "1 fail");
        Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving", new { name = LeavingWorld.Name }));

        var before = await world.CountAsync("SELECT COUNT(*) FROM inbox");
        await world.PlayAsync(TestWorld.Ann, from: "+12125550199");
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(before, await world.CountAsync("SELECT COUNT(*) FROM inbox"));
        var (status, page, _) = await ann.SignInAsync("webex");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("is leaving", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await world.SayAsync("leaving/call-off", new { }));
        Assert.Null(await world.StateAsync());
        Assert.Equal(HttpStatusCode.OK, (await ann.SignInAsync("webex")).Status);
        await world.PlayAsync(TestWorld.Ann, from: "+12125550198");
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.True(await world.CountAsync("SELECT COUNT(*) FROM inbox") > before);
    }

    [Fact]
    public async Task Unsent_deliveries_are_waited_for_and_dropped_by_their_own_word_alone()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await RefuseTasksAsync(world);
        await world.PlayAsync(TestWorld.Ann);
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        await world.HasDoneWhatIsDueAsync();
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Deliveries", "1 fail");

        Assert.Equal("drop 1", (string)(await world.InUseAsync())["dropWord"]!);
        foreach (var word in new[] { "", "drop", "drop 2", "yes" })
        {
            Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving/drop", new { text = word }));
        }

        Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving/skip", new { text = "Deliveries" }));
        await world.ComesToAsync("Deliveries", "1 fail");
        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving/drop", new { text = "drop 1" }));
        await world.ComesToAsync("Done");
        var dropped = (await world.StateAsync())!["remains"]!.AsArray().Single(left => (string)left!["thing"]! == "Delivery")!;
        Assert.Equal((1L, "Dropped by the administrator's word."), ((long)dropped["count"]!, (string)dropped["why"]!));
        Assert.Empty(await world.TasksAsync());
    }

    [Fact]
    public async Task Deliveries_that_Salesforce_takes_at_last_let_the_leaving_go_on_by_itself()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await RefuseTasksAsync(world);
        await world.PlayAsync(TestWorld.Ann);
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        await world.HasDoneWhatIsDueAsync();
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Deliveries", "1 fail");
        await world.Salesforce.DeleteControlAsync("rules");
        var failing = (await world.Get<DeliveryList>().ListAsync(world.TenantId, DeliveryStanding.Failing, 9, TestWorld.Stop)).Single();
        Assert.True(await world.Get<DeliveryList>().RetryNowAsync(world.TenantId, failing.Kind, failing.Key, Actor.AdminKey, TestWorld.Stop));
        await world.ComesToAsync("Done");
        Assert.Single(await world.TasksAsync());
    }

    [Fact]
    public async Task A_report_that_cannot_be_mailed_is_kept_and_mailed_later_and_keeps_nobody_here()
    {
        await using var mail = await MailServer.StartAsync();
        await using var world = await TestWorld.StartAsync(mail.World(password: "wrong"));
        await world.ConnectAsync(TestWorld.Ann);
        await world.SayAsync("leaving", new { name = LeavingWorld.Name, reportTo = It });
        await world.ComesToAsync("Done");
        var state = (await world.StateAsync())!;
        Assert.Contains("does not take the user and password", (string)state["mailProblem"]!, StringComparison.Ordinal);
        Assert.Contains("Webhooks at Webex: 1", (string)state["report"]!, StringComparison.Ordinal);

        world.Get<MailOptions>().Password = MailServer.Password;
        using var admin = world.NewAdmin();
        using var again = await admin.PostAsJsonAsync($"/admin/api/leavings/{world.TenantId}/mail", new { to = "boss@nordlys.example" }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal("boss@nordlys.example", Assert.Single(mail.Received).To.Mailboxes.Single().Address);
        Assert.Null((await world.StateAsync())!["mailProblem"]);
    }

    [Fact]
    public async Task A_server_that_stops_in_the_middle_goes_on_after_its_start()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "^/services/data/v[0-9.]+/query" }, fault = new { kind = "serverUnavailable" } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("List", "Salesforce does not do it now"); // A list made now would be wrong for good.
        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving/skip", new { text = "List" }));
        await world.ComesToAsync("Assignments", "Salesforce does not do it now");
        Assert.Empty(await WebhooksAsync(world));
        await world.RestartServerAsync();
        await world.ComesToAsync("Assignments", "Salesforce does not do it now");
        Assert.Contains((await world.StateAsync())!["remains"]!.AsArray(), left => (string)left!["thing"]! == "Assignment"); // Could not be listed.
        await world.Salesforce.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Empty(await TablesWithRowsAsync(world));
        Assert.DoesNotContain((await world.StateAsync())!["remains"]!.AsArray(), left => (string)left!["thing"]! is "Assignment" or "LaunchKey"); // They could be removed.
    }

    [Fact]
    public async Task A_cloud_that_is_gone_for_good_can_be_left_out()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "GET", path = "^/services/data/v[0-9.]+/query" }, fault = new { kind = "serverUnavailable" } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        foreach (var step in new[] { "List", "Assignments", "LaunchKeys" })
        {
            await world.ComesToAsync(step, "Salesforce does not do it now");
            Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving/skip", new { text = "Webhooks" }));
            Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving/skip", new { text = step }));
        }

        await world.ComesToAsync("Done");
        Assert.Contains((await world.StateAsync())!["remains"]!.AsArray(), left => (string)left!["thing"]! == "Assignment" && ((string)left["why"]!).Contains("Left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_exported_before_is_everything_but_the_secrets()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.PlayAsync(TestWorld.Ann);
        await world.SettleAsync();
        var text = (await world.AskAsync($"/admin/api/tenants/{world.TenantId}/leaving/export")).ToJsonString();
        Assert.Contains("Maria Lopez", text, StringComparison.Ordinal);
        Assert.Contains("call_legs", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("webhook_key", text, StringComparison.Ordinal);
    }

    private static Task<string> SetAsync(TestWorld world, string name, params string[] permissions)
    {
        var set = new JsonObject { ["Name"] = name, ["Label"] = name };
        permissions.ToList().ForEach(permission => set[permission] = true);
        return world.CreateAsync("PermissionSet", set);
    }

    private static async Task SelectAsync(TestWorld world, string objectName)
    {
        await world.AskOrgAsync(HttpMethod.Post, "tooling/sobjects/PlatformEventChannel", new JsonObject { ["FullName"] = "Webex__chn", ["Metadata"] = new JsonObject { ["channelType"] = "data", ["label"] = "Webex" } });
        await world.AskOrgAsync(HttpMethod.Post, "tooling/sobjects/PlatformEventChannelMember", new JsonObject
        {
            ["FullName"] = $"Webex_chn_{objectName}ChangeEvent", ["Metadata"] = new JsonObject { ["eventChannel"] = "Webex__chn", ["selectedEntity"] = $"{objectName}ChangeEvent" },
        });
    }

    private static Task RefuseTasksAsync(TestWorld world) =>
        world.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", message = "Not today." });

    private static async Task<JsonArray> WebhooksAsync(TestWorld world) => (await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray();

    private static async Task<List<string>> TablesWithRowsAsync(TestWorld world)
    {
        var tables = await world.Get<Database>().ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes().Select(table => table.GetTableName()!).Where(name => name != "leavings").ToList()));
        var filled = new List<string>();
        foreach (var table in tables)
        {
            if (await world.CountAsync($"SELECT COUNT(*) FROM {table}") > 0)
            {
                filled.Add(table);
            }
        }

        return filled;
    }
}
