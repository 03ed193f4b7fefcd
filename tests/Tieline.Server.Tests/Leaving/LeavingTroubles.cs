using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Audit;
using Tieline.Server.CallLogging;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Deliveries;
using Tieline.Server.Leaving;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Leaving.Steps;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Connections.Connecting;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Tests.Users;

namespace Tieline.Server.Tests.Leaving;

/// <summary>Clouds that are away for a moment are waited for; what a cloud will not do stays, named and with its reason, and keeps nothing else.</summary>
public class LeavingTroubles
{
    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(423)]
    public async Task Webhooks_that_Webex_cannot_remove_now_are_waited_for(int status)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await WebexFailsAsync(world, "DELETE", status);
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Webhooks", "Webex does not do it now");
        Assert.Equal(2, (await WebhooksAsync(world)).Count);
        Assert.Equal(2, await world.CountAsync("SELECT COUNT(*) FROM webhook_subscriptions")); // Without our rows nobody could remove them later.

        await world.Webex.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Empty(await WebhooksAsync(world));
        Assert.Empty(await RemainsAsync(world, "Webhook"));
    }

    [Fact]
    public async Task One_persons_trouble_at_Webex_does_not_keep_the_others_webhooks()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/webhooks" }, times = 1, fault = new { kind = "locked", retryAfter = "1" } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Done");
        Assert.Empty(await WebhooksAsync(world));
    }

    [Fact]
    public async Task Webhooks_that_Webex_will_not_remove_stay_by_name_and_so_do_those_that_the_administrator_leaves_out()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await WebexFailsAsync(world, "DELETE", 403);
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Done");
        Assert.Equal(await PersonsAsync(world), (await RemainsAsync(world, "Webhook")).Select(left => (string)left["name"]!).Order());
        Assert.All(await RemainsAsync(world, "Webhook"), left => Assert.Contains("developer.webex.com", (string)left["who"]!, StringComparison.Ordinal));
    }

    // Nobody's consent was refused: once the secret is right again, each webhook can be removed.
    [Fact]
    public async Task Webhooks_that_a_mistyped_secret_keeps_are_waited_for()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await SecretAsync(world, "mistyped");
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Webhooks", "The cloud refuses it now");
        Assert.Single(await WebhooksAsync(world));

        await SecretAsync(world, TestWorld.Secrets.WebexSecret);
        await world.ComesToAsync("Done");
        Assert.Empty(await WebhooksAsync(world));
        Assert.Empty(await RemainsAsync(world, "Webhook"));
    }

    [Fact]
    public async Task Who_goes_on_without_a_step_is_told_what_he_left()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await WebexFailsAsync(world, "DELETE", 503);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/revoke" }, fault = new { kind = "serverUnavailable" } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Webhooks", "Webex does not do it now");
        await world.SayAsync("leaving/skip", new { text = "Webhooks" });
        await world.ComesToAsync("Tokens", "Salesforce does not do it now");
        Assert.Equal(3, await world.CountAsync("SELECT COUNT(*) FROM cloud_grants WHERE cloud = 'salesforce'"));
        await world.SayAsync("leaving/skip", new { text = "Tokens" });
        await world.ComesToAsync("Done");
        Assert.Equal(await PersonsAsync(world), (await RemainsAsync(world, "Webhook")).Select(left => (string)left["name"]!).Order());
        Assert.All(await RemainsAsync(world, "Webhook"), left => Assert.Equal("Left out by the administrator.", (string)left["why"]!));
        Assert.Equal(3, (await RemainsAsync(world, "SalesforceToken")).Count);
        Assert.Equal(2, (long)(await RemainsAsync(world, "WebexToken")).Single()["count"]!);
    }

    [Fact]
    public async Task Tokens_that_Salesforce_cannot_take_back_now_are_waited_for()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var tokens = await LeavingWorld.TokensAsync(world);
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/revoke" }, fault = new { kind = "serverUnavailable" } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Tokens", "Salesforce does not do it now");
        await world.Salesforce.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Empty(await RemainsAsync(world, "SalesforceToken"));
        Assert.All(tokens, token => Assert.Equal(HttpStatusCode.Unauthorized, LeavingWorld.OrgTakes(world, token).GetAwaiter().GetResult()));
    }

    [Theory]
    [InlineData("JwtBearer")]
    [InlineData("ClientCredentials")]
    public async Task A_consent_without_a_refresh_token_gives_its_access_token_back(string way)
    {
        await using var wizard = await WizardWorld.StartAsync();
        await WaysInTests.ConnectAsync(wizard, way);
        var key = GrantKey.Integration(wizard.TenantId);
        var token = (await wizard.World.Get<GrantStore>().FindAsync(key, TestWorld.Stop))!.AccessToken;
        Assert.Equal(HttpStatusCode.OK, await LeavingWorld.OrgTakes(wizard.World, token));
        Assert.Empty(await wizard.World.Get<Consents>().GiveBackAsync(key, TestWorld.Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, await LeavingWorld.OrgTakes(wizard.World, token));
    }

    [Fact]
    public async Task In_a_cluster_it_waits_until_every_server_takes_nothing_in_any_more()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        var step = new DeliveriesStep(world.Get<DeliveryList>(), world.Get<TenantRows>(), new TielineOptions { Cluster = true }, world.Clock);
        var row = new LeavingRow { TenantId = world.TenantId, StartedAt = Moment.ToMicroseconds(world.Clock.UtcNow) };
        world.Clock.Advance(DeliveriesStep.AllServersKnow - TimeSpan.FromSeconds(1));
        Assert.Equal("LeavingWaitsServers", (await step.RunAsync(row, TestWorld.Stop)).Waiting?.Key);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await step.RunAsync(row, TestWorld.Stop)).IsDone);
    }

    [Fact]
    public async Task A_token_that_has_ended_in_Salesforce_already_counts_as_given_back()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var key = (await world.Get<GrantStore>().AllAsync(world.TenantId, Clouds.Salesforce, TestWorld.Stop)).Single(one => one != GrantKey.Integration(world.TenantId));
        Assert.Empty(await world.Get<Consents>().GiveBackAsync(key, TestWorld.Stop)); // A server that died just after.
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Done");
        Assert.Empty(await RemainsAsync(world, "SalesforceToken"));
    }

    [Fact]
    public async Task One_assignment_that_the_org_keeps_does_not_keep_the_others()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var assigned = await world.QueryAsync("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name LIKE 'Webex_%' AND PermissionSet.Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')");
        Assert.True(assigned.Count > 1);
        var kept = (string)assigned[0]["Id"]!;
        await world.Salesforce.ControlAsync("faults", new
        {
            match = new { method = "DELETE", path = $"sobjects/PermissionSetAssignment/{kept[..15]}" },
            fault = new { kind = "status", status = 400, body = new[] { new { errorCode = "FIELD_CUSTOM_VALIDATION_EXCEPTION", message = "Ask the works council.", fields = Array.Empty<string>() } } },
        });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Done");
        Assert.Equal(kept, (string)Assert.Single(await world.QueryAsync("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name IN ('Webex_User', 'Webex_Admin', 'Webex_Import_Admin')"))["Id"]!);
        var left = Assert.Single(await RemainsAsync(world, "Assignment"));
        Assert.Equal((1L, "Ask the works council."), ((long)left["count"]!, (string)left["why"]!));
    }

    [Fact]
    public async Task The_administrator_who_leaves_keeps_his_permission_sets_to_the_end_of_the_orgs_steps()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.GiveInSalesforceAsync(TestWorld.Ann, "Webex_Admin");
        await world.Salesforce.ControlAsync("faults", new { match = new { method = "POST", path = "^/services/oauth2/revoke" }, fault = new { kind = "serverUnavailable" } });
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        await world.Get<Leavings>().BeginAsync(tenant, new Actor("Ann Berg", await world.SalesforceUserIdAsync(TestWorld.Ann)), "en_US", "it@nordlys.example", TestWorld.Stop);
        await world.ComesToAsync("Tokens", "Salesforce does not do it now");
        Assert.Contains("Webex_Admin", await world.AssignedAsync(TestWorld.Ann));
        Assert.Empty(await world.AssignedAsync(TestWorld.Bo));

        await world.Salesforce.DeleteControlAsync("faults");
        await world.ComesToAsync("Done");
        Assert.Empty(await world.AssignedAsync(TestWorld.Ann));
    }

    [Fact]
    public async Task The_word_drops_what_was_counted_and_nothing_of_calls_that_still_run()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        await world.Salesforce.ControlAsync("rules", new { @object = "Task", operation = "insert", message = "Not today." });
        await world.PlayAsync(TestWorld.Ann);
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));
        await world.HasDoneWhatIsDueAsync(); // Not the first try alone: the end of the call asks for another.
        Assert.Equal(1, await world.CountAsync("SELECT COUNT(*) FROM deliveries WHERE state = 0 AND failure_kind IS NOT NULL"));
        await world.PlayAsync(TestWorld.Bo, from: "+12125550175", talkSeconds: 600);
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        await world.HasDoneWhatIsDueAsync();
        var atStart = await UnsentAsync(world);
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Deliveries", "1 calls are not over");
        Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving/drop", new { text = $"drop {atStart + 1}" }));
        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving/drop", new { text = $"drop {atStart}" }));
        await world.ComesToAsync("Deliveries", "1 calls are not over");
        Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving/drop", new { text = "drop 0" }));
        Assert.Equal(HttpStatusCode.Conflict, await world.SayAsync("leaving/call-off", new { })); // Something is gone by now.

        await world.AdvanceAsync(TimeSpan.FromMinutes(15));
        await world.HasDoneWhatIsDueAsync();
        await world.ComesToAsync("Deliveries", "1 fail");
        Assert.Equal(HttpStatusCode.Accepted, await world.SayAsync("leaving/drop", new { text = "drop 1" })); // A word of its own.
        await world.ComesToAsync("Done");
        Assert.Equal(atStart + 1, (long)Assert.Single(await RemainsAsync(world, "Delivery"))["count"]!);
    }

    [Fact]
    public async Task Agents_with_an_open_panel_are_told_while_their_tenant_leaves()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await using var softphone = await Circuit.OpenAsync(world, ann.Session, "tieline-softphone");
        await world.Webex.ControlAsync("faults", new { match = new { method = "DELETE", path = "^/v1/webhooks" }, fault = new { kind = "status", status = 503 } });
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Webhooks", "Webex does not do it now");
        await world.EventuallyAsync(() =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(20));
            return softphone.Shown.Contains("Tieline is being removed", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_an_open_page_writes_after_its_tenant_has_left_is_deleted_within_the_hour()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.SayAsync("leaving", new { name = LeavingWorld.Name });
        await world.ComesToAsync("Done");
        await world.Get<GroupCommitWriter>().WriteAsync(
            (db, _) =>
            {
                var now = Moment.ToMicroseconds(world.Clock.UtcNow);
                db.AddRange(Draft(world.TenantId, now), Draft(Guid.NewGuid(), now));
                world.Get<AuditTrail>().Note(db, world.TenantId, Actor.AdminKey, new AuditEvent("role", "Ann", null, "User"));
                return Task.FromResult(true);
            },
            TestWorld.Stop);
        await world.EventuallyAsync(async () =>
        {
            world.Clock.Advance(TimeSpan.FromMinutes(61));
            return await world.CountAsync("SELECT COUNT(*) FROM call_drafts") == 1 && await world.CountAsync("SELECT COUNT(*) FROM audit_entries") == 0;
        });

        static CallDraftRow Draft(Guid tenantId, long now) => new() { TenantId = tenantId, CallSessionId = "a", PersonId = "b", Notes = "late", SavedAt = now };
    }

    [Fact]
    public async Task A_report_in_Danish_is_Danish_throughout()
    {
        await using var mail = await MailServer.StartAsync();
        await using var world = await TestWorld.StartAsync(mail.World());
        await world.ConnectAsync(TestWorld.Ann);
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        await world.Webex.ControlAsync("faults", new { match = new { method = "DELETE", path = "^/v1/webhooks" }, fault = new { kind = "status", status = 503 } });
        await world.Get<Leavings>().BeginAsync(tenant, Actor.AdminKey, "da-DK", "it@nordlys.example", TestWorld.Stop);
        await world.ComesToAsync("Webhooks", "Webex does not do it now");
        await world.SayAsync("leaving/skip", new { text = "Webhooks" });
        await world.ComesToAsync("Done");
        var text = Assert.Single(mail.Received).TextBody;
        Assert.Contains("Udeladt af administratoren.", text, StringComparison.Ordinal);
        Assert.Contains("Glemt her; Webex beholder godkendelserne", text, StringComparison.Ordinal);
        Assert.All([" the ", "Left out", "Forgotten"], words => Assert.DoesNotContain(words, text, StringComparison.Ordinal));
    }

    private static async Task<long> UnsentAsync(TestWorld world) => Leavings.Unsent(await world.Get<DeliveryList>().CountAsync(world.TenantId, TestWorld.Stop));

    private static async Task SecretAsync(TestWorld world, string secret)
    {
        using var admin = world.NewAdmin();
        using var answer = await admin.PatchAsJsonAsync($"/admin/api/tenants/{world.TenantId}", new { webex = new { clientSecret = secret } }, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static Task WebexFailsAsync(TestWorld world, string method, int status) =>
        world.Webex.ControlAsync("faults", new { match = new { method, path = "^/v1/webhooks" }, fault = new { kind = "status", status, body = new { message = "Not now.", trackingId = "ROUTER_1" } } });

    private static async Task<JsonArray> WebhooksAsync(TestWorld world) => (await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray();

    private static async Task<IReadOnlyList<JsonNode>> RemainsAsync(TestWorld world, string thing) =>
        [.. (await world.StateAsync())!["remains"]!.AsArray().Where(left => (string)left!["thing"]! == thing).Select(left => left!)];

    private static async Task<IEnumerable<string>> PersonsAsync(TestWorld world) =>
        (await world.Webex.ControlAsync("people"))["people"]!.AsArray().Where(one => (string)one!["email"]! is TestWorld.Ann or TestWorld.Bo).Select(one => WebexIds.BareUuid((string)one!["id"]!)).Order();
}
