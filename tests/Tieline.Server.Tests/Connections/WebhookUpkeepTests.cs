using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Leaving;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Connections;

public class WebhookUpkeepTests
{
    [Fact]
    public async Task Each_agent_has_one_webhook_for_calls_with_a_secret_and_keeps_it_when_signing_in_again()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo))[0];
        await ann.SignInAsync("webex");
        var webhooks = await WebhooksAsync(world);
        Assert.Equal(2, webhooks.Count);
        Assert.All(webhooks, webhook => Assert.Equal(("telephony_calls", "all", "active"), (Text(webhook, "resource"), Text(webhook, "event"), Text(webhook, "status"))));
        Assert.Equal(2, webhooks.Select(webhook => Text(webhook, "targetUrl")).Distinct().Count());
        Assert.All(webhooks, webhook => Assert.StartsWith(world.Address + "/hooks/webex/", Text(webhook, "targetUrl"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_that_Webex_switched_off_is_on_again_within_five_minutes()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await SwitchOffAsync(world);
        Assert.Equal("inactive", Text((await WebhooksAsync(world)).Single(), "status"));
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, async () => Text((await WebhooksAsync(world)).Single(), "status") == "active");
    }

    [Fact]
    public async Task A_webhook_that_somebody_removed_is_made_again_at_the_next_start()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await DeleteAllAsync(world);
        await world.RestartServerAsync();
        await world.EventuallyAsync(async () => (await WebhooksAsync(world)).Count == 1);
    }

    [Fact]
    public async Task A_webhook_that_is_there_already_counts_as_made()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/webhooks" }, times = 1, fault = new { kind = "status", status = 200, body = new { items = Array.Empty<object>() } } });
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        Assert.True(await world.Get<WebhookUpkeep>().EnsureAsync(tenant, await PersonAsync(world), TestWorld.Stop));
        Assert.Contains((await world.Webex.ControlAsync("usage"))["requests"]!.AsArray(), request => (int)request!["status"]! == 409);
        Assert.Single(await WebhooksAsync(world));
    }

    [Fact]
    public async Task A_webhook_of_ours_whose_key_we_lost_is_removed()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var lost = Text((await WebhooksAsync(world)).Single(), "targetUrl");
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("DELETE FROM webhook_subscriptions", [])], TestWorld.Stop);
        world.Clock.Advance(TimeSpan.FromMinutes(2)); // the key is no longer remembered
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        Assert.True(await world.Get<WebhookUpkeep>().EnsureAsync(tenant, await PersonAsync(world), TestWorld.Stop));
        Assert.NotEqual(lost, Text((await WebhooksAsync(world)).Single(), "targetUrl"));
    }

    [Fact]
    public async Task An_agent_who_signs_in_while_Webex_takes_no_webhook_is_told_and_heard_later()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "^/v1/webhooks" }, times = 1, fault = new { kind = "status", status = 503 } });
        var ann = await world.OpenPanelAsync(TestWorld.Ann);
        Assert.Contains("does not announce your calls", (await ann.SignInAsync("webex")).Page, StringComparison.Ordinal);
        Assert.Empty(await WebhooksAsync(world));
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, async () => (await WebhooksAsync(world)).Count == 1);
    }

    [Fact]
    public async Task A_call_that_runs_already_at_the_sign_in_is_in_the_inbox()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectOrgAsync();
        await world.PlayAsync(TestWorld.Ann, "answered", ringSeconds: 1, talkSeconds: 600);
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        await (await world.OpenPanelAsync(TestWorld.Ann)).SignInAsync("webex");
        var sources = await world.Get<Database>().QueryAsync("SELECT source FROM inbox", [], row => row.GetString(0), TestWorld.Stop);
        Assert.Equal(["snapshot"], sources);
    }

    [Theory]
    [InlineData("^/v1/webhooks", "cannot be checked now")]
    [InlineData("^/v1/telephony/calls", "could not be read")]
    public async Task Running_calls_are_read_after_a_start_even_if_Webex_did_not_answer_at_first(string path, string told)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Server.StopAsync();
        await RunningCallAsync(world);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path }, times = 1, fault = new { kind = "status", status = 503 } });
        await world.Server.StartAsync();
        await world.EventuallyAsync(() => world.Log.Text.Contains(told, StringComparison.Ordinal));
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, () => AreCallsReadAsync(world));
    }

    [Fact]
    public async Task Calls_that_could_not_be_read_at_a_second_sign_in_are_read_by_the_next_round()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        Assert.Equal(WebhookCheck.WasGood, await world.Get<WebhookUpkeep>().KeepUpAsync(tenant, await PersonAsync(world), TestWorld.Stop)); // As a round does.
        await ann.PostAsync("/panels/api/webex/sign-out");
        await RunningCallAsync(world);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/telephony/calls" }, times = 1, fault = new { kind = "status", status = 503 } });
        await ann.SignInAsync("webex");
        Assert.Contains("could not be read", world.Log.Text, StringComparison.Ordinal);
        Assert.False(await AreCallsReadAsync(world));
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, () => AreCallsReadAsync(world));
    }

    [Fact]
    public async Task A_second_sign_in_reads_the_running_calls_though_the_webhook_is_good()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await RunningCallAsync(world);
        Assert.False(await AreCallsReadAsync(world));
        await ann.SignInAsync("webex");
        Assert.True(await AreCallsReadAsync(world));
    }

    [Fact]
    public async Task Whoever_mends_a_webhook_has_the_running_calls_read_which_nobody_announced()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await DeleteAllAsync(world);
        await RunningCallAsync(world);
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        Assert.Equal(WebhookCheck.Mended, await world.Get<WebhookUpkeep>().CheckAsync(tenant, await PersonAsync(world), TestWorld.Stop));
        Assert.True(await AreCallsReadAsync(world));
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_opened_costs_nobody_else_the_webhook()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var ann = await PersonAsync(world);
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("UPDATE cloud_grants SET access_token_sealed = 'broken' WHERE subject = $1", [ann])], TestWorld.Stop);
        await DeleteAllAsync(world, agent: 1);
        Assert.Single(await WebhooksAsync(world));
        await world.RestartServerAsync();
        await world.EventuallyAsync(async () => (await WebhooksAsync(world)).Count == 2);
        await world.EventuallyAsync(() => world.Log.Text.Contains($"The webhook of {ann}", StringComparison.Ordinal));
    }

    // The round read its list, then somebody signed out: he must not come back by it.
    [Fact]
    public async Task Who_has_signed_out_does_not_come_back_by_a_round_or_a_repair_that_knew_him_before()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var (ann, bo) = (await PersonAsync(world), await PersonAsync(world, 1));
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        await world.Get<Consents>().WithdrawAsync(GrantKey.Person(world.TenantId, ann), TestWorld.Stop);
        Assert.Equal(WebhookCheck.Failed, await world.Get<WebhookUpkeep>().KeepUpAsync(tenant, ann, TestWorld.Stop));
        Assert.Equal(WebhookCheck.Failed, await world.Get<WebhookUpkeep>().CheckAsync(tenant, ann, TestWorld.Stop));
        Assert.Equal([bo], (await world.Get<WebhookSubscriptions>().AllAsync(world.TenantId, TestWorld.Stop)).Select(row => row.PersonId));
        Assert.Single(await WebhooksAsync(world));
    }

    // The tab is closed, or the script hangs up, while Webex is slow.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_out_whose_caller_hangs_up_half_way_goes_on_to_its_end(bool byHimself)
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var key = GrantKey.Person(world.TenantId, await PersonAsync(world));
        using var admin = world.NewAdmin();
        using var caller = new CancellationTokenSource();
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/webhooks" }, times = 1, fault = new { kind = "slow", seconds = 1 } });
        var (http, door) = byHimself ? (ann.Http, "/panels/api/webex/sign-out") : (admin, $"/admin/api/tenants/{world.TenantId}/people/{await world.SalesforceUserIdAsync(TestWorld.Ann)}/sign-out");
        var asked = http.PostAsync(door, null, caller.Token);
        await world.EventuallyAsync(async () => (await world.Get<Agents>().FindAsync(world.TenantId, ann.AgentId, TestWorld.Stop))!.PersonId is null);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await world.EventuallyAsync(async () =>
        {
            await world.Webex.ControlAsync("clock", new { advanceSeconds = 1 });
            return (await world.Get<Consents>().StatusAsync(key, TestWorld.Stop)).State == ConnectionState.Unlinked;
        });
        Assert.Empty(await WebhooksAsync(world));
    }

    [Fact]
    public async Task What_a_sign_out_left_when_the_server_died_half_way_is_removed_by_a_round_and_nothing_else()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann, TestWorld.Bo);
        var (ann, bo) = (GrantKey.Person(world.TenantId, await PersonAsync(world)), GrantKey.Person(world.TenantId, await PersonAsync(world, 1)));
        await world.Get<IAgentLinks>().PartAsync(world.TenantId, ann.Subject, TestWorld.Stop);
        await world.AdvanceAsync(TimeSpan.FromMinutes(7)); // Longer ago than a sign-in takes.
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, async () => (await world.Get<Consents>().StatusAsync(ann, TestWorld.Stop)).State == ConnectionState.Unlinked);
        Assert.Single(await WebhooksAsync(world));
        Assert.Equal(ConnectionState.Linked, (await world.Get<Consents>().StatusAsync(bo, TestWorld.Stop)).State);
    }

    [Fact]
    public async Task What_a_sign_out_left_is_kept_while_Webex_cannot_remove_the_webhook()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var ann = GrantKey.Person(world.TenantId, await PersonAsync(world));
        await world.Get<IAgentLinks>().PartAsync(world.TenantId, ann.Subject, TestWorld.Stop);
        await world.Webex.ControlAsync("faults", new { match = new { method = "DELETE", path = "^/v1/webhooks" }, fault = new { kind = "status", status = 503 } });
        await world.AdvanceAsync(TimeSpan.FromMinutes(7)); // Longer ago than a sign-in takes.
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, () => Task.FromResult(world.Log.Text.Contains("could not be removed in Webex", StringComparison.Ordinal)));
        await world.Webex.DeleteControlAsync("faults");
        Assert.Equal(ConnectionState.Linked, (await world.Get<Consents>().StatusAsync(ann, TestWorld.Stop)).State);
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, async () => (await world.Get<Consents>().StatusAsync(ann, TestWorld.Stop)).State == ConnectionState.Unlinked);
        Assert.Empty(await WebhooksAsync(world));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Who_signs_in_again_while_a_round_withdraws_what_was_left_keeps_what_he_gave(int look)
    {
        await using var world = await TestWorld.StartAsync();
        var panel = (await world.ConnectAsync(TestWorld.Ann))[0];
        var ann = GrantKey.Person(world.TenantId, await PersonAsync(world));
        var links = world.Get<IAgentLinks>();
        await links.PartAsync(world.TenantId, ann.Subject, TestWorld.Stop);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var (asked, now) = (0, world.Clock.UtcNow + TimeSpan.FromMinutes(9.5)); // Before it the sign-in is too old, the next is not.
        await world.Get<Consents>().WithdrawForsakenAsync(world.TenantId, async () =>
        {
            await (++asked == look ? panel.SignInAsync("webex") : Task.CompletedTask);
            return await links.PersonsAsync(world.TenantId, TestWorld.Stop);
        }, now, TestWorld.Stop);
        Assert.Equal(ConnectionState.Linked, (await world.Get<Consents>().StatusAsync(ann, TestWorld.Stop)).State);
        Assert.Single(await WebhooksAsync(world));
    }

    [Theory]
    [InlineData(401, "Skyen afviser det lige nu: The client_id or client_secret is invalid.")]
    [InlineData(503, "Webex svarer ikke lige nu. Det prøves igen af sig selv.")]
    public async Task Why_a_webhook_cannot_be_looked_after_without_a_token_is_said_in_the_readers_language(int status, string sentence)
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        var person = await PersonAsync(world);
        await world.Webex.ControlAsync("tokens/revoke", new { user = TestWorld.Ann, accessTokensOnly = true });
        var body = new { message = "The client_id or client_secret is invalid.", trackingId = "ROUTER_1" };
        await world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "^/v1/access_token" }, times = 5, fault = new { kind = "status", status, body } });
        var tenant = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!;
        Assert.False(await world.Get<WebhookUpkeep>().EnsureAsync(tenant, person, TestWorld.Stop));
        var row = (await world.Get<WebhookSubscriptions>().RowAsync(world.TenantId, person, TestWorld.Stop))!;
        Assert.Equal(sentence, Texts.For("da").Told(row.Problem));
        var withheld = (await world.Get<WebhookUpkeep>().RemoveInWebexAsync(row, TestWorld.Stop))!; // As for a report of leaving.
        Assert.Equal(sentence, LeavingWords.Verbatim(withheld.Words).In(Texts.For("da")));
    }

    [Fact]
    public async Task A_registration_whose_consent_another_server_withdrew_is_removed_by_the_next_round()
    {
        await using var world = await TestWorld.StartAsync();
        await world.ConnectAsync(TestWorld.Ann);
        await world.Get<GroupCommitWriter>().CommitAsync([new Statement("DELETE FROM cloud_grants WHERE cloud = 'webex'", [])], TestWorld.Stop); // Here the token is known for half a minute still.
        await world.NextRoundAsync(WebhookUpkeepWorker.Interval, async () => (await world.Get<WebhookSubscriptions>().AllAsync(world.TenantId, TestWorld.Stop)).Count == 0);
    }

    [Fact]
    public async Task A_person_is_served_by_one_tenant_and_moves_with_a_warning()
    {
        await using var world = await TestWorld.StartAsync();
        var here = (await world.ConnectAsync(TestWorld.Ann))[0];
        var sandbox = await world.ConnectSecondOrgAsync();
        var there = await world.OpenPanelAsync(TestWorld.Ann, sandbox);
        var (_, page) = await there.MoveHereAsync();

        Assert.Contains("logged in another Salesforce org until now", page, StringComparison.Ordinal);
        Assert.Equal("Unlinked", (string)(await here.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        Assert.Equal("Linked", (string)(await there.GetAsync("/panels/api/connections"))["webex"]!["state"]!);
        var subscription = Assert.Single(await WebhooksAsync(world));
        var key = Text(subscription, "targetUrl").Split('/')[^1];
        Assert.Equal(sandbox.Id, (await world.Get<WebhookSubscriptions>().FindAsync(key, TestWorld.Stop))!.TenantId);
        Assert.Null((await world.Get<Agents>().FindAsync(world.TenantId, here.AgentId, TestWorld.Stop))!.PersonId);
    }

    // For longer than three rounds take.
    private static async Task RunningCallAsync(TestWorld world)
    {
        await world.PlayAsync(TestWorld.Ann, "answered", ringSeconds: 1, talkSeconds: 3000);
        await world.Webex.ControlAsync("clock", new { advanceSeconds = 10 });
    }

    // More than once when the sweep has asked since.
    private static async Task<bool> AreCallsReadAsync(TestWorld world) => await world.CountAsync("SELECT COUNT(*) FROM inbox WHERE source = 'snapshot'") > 0;

    /// <summary>A hundred deliveries that fail within five minutes, as when the server is down.</summary>
    private static async Task SwitchOffAsync(TestWorld world)
    {
        await world.Server.StopAsync();
        for (var call = 0; call < 40; call++)
        {
            await world.PlayAsync(TestWorld.Ann, "callerHangsUp", ringSeconds: 1);
            await world.Webex.ControlAsync("clock", new { advanceSeconds = 4 });
        }

        // Started with the upkeep's first round refused, so that the webhook is found switched off by the round after it.
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/webhooks" }, times = 1, fault = new { kind = "status", status = 503 } });
        await world.Server.StartAsync();
        await world.EventuallyAsync(() => world.Log.Text.Contains("cannot be checked now", StringComparison.Ordinal));
    }

    /// <summary>Those that the agent, Ann unless another is named, sees with the own token.</summary>
    private static async Task DeleteAllAsync(TestWorld world, int agent = 0)
    {
        var webex = (await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, await PersonAsync(world, agent), TestWorld.Stop))!;
        foreach (var webhook in await webex.Webhooks.ListAsync(TestWorld.Stop).ToListAsync(TestWorld.Stop))
        {
            await webex.Webhooks.DeleteAsync(webhook.Id, TestWorld.Stop);
        }
    }

    private static async Task<string> PersonAsync(TestWorld world, int agent = 0) => (await world.Get<Agents>().AllAsync(world.TenantId, TestWorld.Stop))[agent].PersonId!;

    private static async Task<List<JsonNode>> WebhooksAsync(TestWorld world) => [.. (await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray().Select(one => one!)];

    private static string Text(JsonNode node, string field) => (string)node[field]!;
}
