using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;
using Tieline.Webex;

namespace Tieline.Server.Tests.Connections.Connecting;

public class WebhookProofTests
{
    [Fact]
    public async Task A_delivery_to_a_temporary_webhook_proves_the_address_and_nothing_of_it_stays()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Webex.ControlAsync("outside", new { deviceAnswersAfterSeconds = (double?)null }); // Nobody picks Ann's phone up.
        var (status, message) = await ProvedAsync(world, ann);
        Assert.True(status == HttpStatusCode.OK, message);
        Assert.Contains("Webex delivered a notification", message, StringComparison.Ordinal);

        var proof = (await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!.WebhookProof!;
        Assert.Equal(world.Address, proof.Address);
        Assert.Single((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray()); // Her own.
        Assert.DoesNotContain((await world.Webex.ControlAsync("calls"))["calls"]!.AsArray(), call => (bool)call!["live"]!);
        Assert.Equal(0, await world.CountAsync("SELECT COUNT(*) FROM webhook_proofs"));
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(await world.TasksAsync()); // Her own phone was not picked up: no call of hers.
    }

    [Theory]
    [InlineData("lost", "delivered nothing to")]
    [InlineData("wronglySigned", "its signature does not fit")]
    public async Task When_nothing_good_arrives_it_is_said_in_words(string mode, string sentence)
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        await world.Webex.ControlAsync("webhook-delivery", mode == "lost" ? new { mode, lose = Enumerable.Range(0, 50).ToArray() } : (object)new { mode });
        var (status, message) = await ProvedAsync(world, ann);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Null((await world.Get<Tenants>().FindAsync(world.TenantId, TestWorld.Stop))!.WebhookProof);
        Assert.Single((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
    }

    [Theory]
    [InlineData("112")]
    [InlineData("911")]
    [InlineData("")]
    [InlineData("no number at all")]
    public async Task No_phone_rings_for_a_number_that_must_not_be_called(string destination)
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        foreach (var door in new[] { "webhooks/prove", "test-call" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(world, door, new { personId = await PersonAsync(world, ann), destination })).Status);
        }

        Assert.DoesNotContain("POST /v1/telephony/calls/dial", await world.Webex.RequestsAsync());
    }

    [Fact]
    public async Task A_temporary_webhook_that_a_dead_server_left_behind_is_removed()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var person = await PersonAsync(world, ann);
        var webex = (await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, person, TestWorld.Stop))!;
        var (key, secret) = await world.Get<Proofs>().BeginAsync(world.TenantId, TestWorld.Stop);
        await webex.Webhooks.CreateAsync(new NewWebhook("Tieline proof", $"{world.Address}/hooks/proof/{key}", "telephony_calls", "created", secret), TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(world, $"webhooks/{person}/repair", new { })).Status);
        Assert.Equal(2, (await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray().Count); // Another server may be waiting for it.

        world.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(world, $"webhooks/{person}/repair", new { })).Status);
        Assert.Single((await world.Webex.ControlAsync("webhooks"))["webhooks"]!.AsArray());
    }

    // The script hangs up while Webex is slow to tell the running calls.
    [Theory]
    [InlineData("webhooks/{0}/repair", "webhooks")]
    [InlineData("doctor/WebhookActive/fix", "doctor")]
    public async Task A_mend_whose_caller_hangs_up_half_way_stands_in_the_audit_trail(string door, string what)
    {
        await using var world = await TestWorld.StartAsync();
        var person = await PersonAsync(world, (await world.ConnectAsync(TestWorld.Ann))[0]);
        var webex = (await world.Get<CloudClients>().WebexAsPersonAsync(world.TenantId, person, TestWorld.Stop))!;
        await webex.Webhooks.DeleteAsync((await webex.Webhooks.ListAsync(TestWorld.Stop).SingleAsync(TestWorld.Stop)).Id, TestWorld.Stop);
        await world.Webex.ControlAsync("faults", new { match = new { method = "GET", path = "^/v1/telephony/calls$" }, times = 1, fault = new { kind = "slow", seconds = 1 } });
        using var admin = world.NewAdmin();
        using var caller = new CancellationTokenSource();
        var asked = admin.PostAsync($"/admin/api/tenants/{world.TenantId}/{string.Format(CultureInfo.InvariantCulture, door, person)}", null, caller.Token);
        await world.EventuallyAsync(async () => (int)(await world.Webex.ControlAsync("faults"))["waiting"]! == 1);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await world.EventuallyAsync(async () =>
        {
            await world.Webex.ControlAsync("clock", new { advanceSeconds = 1 });
            return await world.CountAsync($"SELECT COUNT(*) FROM audit_entries WHERE what = '{what}'") == 1;
        });
    }

    [Fact]
    public async Task A_test_call_rings_the_agents_phone_and_its_event_arrives()
    {
        await using var world = await TestWorld.StartAsync();
        var ann = (await world.ConnectAsync(TestWorld.Ann))[0];
        var person = await PersonAsync(world, ann);
        var (status, session) = await PostAsync(world, "test-call", new { personId = person, destination = "+1 202 555 0143" });
        Assert.Equal(HttpStatusCode.OK, status);
        await world.EventuallyAsync(async () => await world.Get<Tieline.Server.Calls.CallBoard>().FindAsync(world.TenantId, session, person, TestWorld.Stop) is not null);
    }

    private static async Task<string> PersonAsync(TestWorld world, PanelClient panel) => (await world.Get<Agents>().FindAsync(world.TenantId, panel.AgentId, TestWorld.Stop))!.PersonId!;

    internal static async Task<(HttpStatusCode Status, string Message)> ProvedAsync(TestWorld world, PanelClient panel)
    {
        var proving = PostAsync(world, "webhooks/prove", new { personId = await PersonAsync(world, panel), destination = "+1 202 555 0143" });
        await Eventually.IsTrueAsync(
            async () =>
            {
                await world.AdvanceAsync(TimeSpan.FromSeconds(1));
                return proving.IsCompleted;
            },
            TimeSpan.FromSeconds(60), "the proof ends");
        return await proving;
    }

    private static async Task<(HttpStatusCode Status, string Message)> PostAsync(TestWorld world, string door, object body)
    {
        using var admin = world.NewAdmin();
        using var answer = await admin.PostAsJsonAsync($"/admin/api/tenants/{world.TenantId}/{door}", body, TestWorld.Stop);
        var text = await answer.Content.ReadAsStringAsync(TestWorld.Stop);
        var json = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        return (answer.StatusCode, (string?)json["message"] ?? (string?)json["callSessionId"] ?? (string?)json["detail"] ?? text);
    }
}
