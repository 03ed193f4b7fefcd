using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class DeliveryModes
{
    [Fact]
    public async Task A_deleted_webhook_hears_nothing_of_what_was_still_to_come()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"late","lateSeconds":60}""");
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("callerHangsUp");
        await simulation.AdvanceAsync(10);
        var id = (await simulation.ApiAsync("ann", "GET", "/webhooks")).Items[0]!["id"]!.GetValue<string>();
        (await simulation.ApiAsync("ann", "DELETE", "/webhooks/" + id)).Expect(204);
        await simulation.AdvanceAsync(100);
        Assert.Empty(simulation.Receiver.All);
        var listed = (await simulation.GetAsync("/control/deliveries"))["deliveries"]!.AsArray();
        Assert.Equal(["created", "updated", "deleted"], listed.Select(delivery => delivery!["event"]!.GetValue<string>()));
        Assert.All(listed, delivery => Assert.Contains("webhook was deleted", delivery!["error"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doubled_sends_each_delivery_twice_byte_for_byte()
    {
        await using var simulation = await PlayedAsync("""{"mode":"doubled"}""");
        Assert.Equal("received received updated updated answered answered disconnected disconnected", EventTypes(simulation));
        Assert.Equal(4, simulation.Receiver.All.Select(received => Convert.ToHexString(received.Body)).Distinct().Count());
    }

    [Fact]
    public async Task Lost_leaves_out_the_deliveries_named()
    {
        await using var simulation = await PlayedAsync("""{"mode":"lost","lose":[0,3]}""");
        Assert.Equal("updated answered", EventTypes(simulation));
    }

    [Fact]
    public async Task Late_comes_three_minutes_after_the_event_with_the_events_own_times()
    {
        await using var simulation = await PlayedAsync("""{"mode":"late"}""");
        Assert.Empty(simulation.Receiver.All);
        await simulation.AdvanceAsync(180);
        Assert.Equal("received updated answered disconnected", EventTypes(simulation));
        Assert.Equal("2026-03-02T09:00:07.000Z", Story.Bodies(simulation, "ann")[^1]["data"]!["disconnected"]!.GetValue<string>());
        var sent = (await simulation.GetAsync("/control/deliveries"))["deliveries"]!.AsArray().Select(delivery => delivery!["at"]!.GetValue<string>()).ToList();
        Assert.Equal(("2026-03-02T09:03:00.000Z", "2026-03-02T09:03:07.000Z"), (sent[0], sent[^1]));
    }

    [Fact]
    public async Task Shuffled_waits_for_the_end_and_then_sends_in_an_order_drawn_from_the_seed()
    {
        var orders = new List<string>();
        foreach (var seed in (int[])[1, 1, 2, 3, 4])
        {
            await using var simulation = await PlayedAsync($$"""{"mode":"shuffled","seed":{{seed}}}""", seconds: 5);
            Assert.Empty(simulation.Receiver.All);
            await simulation.AdvanceAsync(5);
            orders.Add(EventTypes(simulation));
            Assert.Equal("answered disconnected received updated", string.Join(' ', orders[^1].Split(' ').Order()));
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.True(orders.Distinct().Count() > 1);
        Assert.Contains(orders, order => order != "received updated answered disconnected");
    }

    [Fact]
    public async Task Held_waits_until_it_is_released()
    {
        await using var simulation = await PlayedAsync("""{"mode":"held"}""", seconds: 600);
        Assert.Empty(simulation.Receiver.All);
        Assert.Equal(4, (await simulation.PostAsync("/control/webhook-delivery/release", "{}"))["released"]!.GetValue<int>());
        Assert.Equal("received updated answered disconnected", EventTypes(simulation));
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("wronglySigned")]
    public async Task A_forged_delivery_is_whole_but_its_signature_is_missing_or_not_the_webhooks(string mode)
    {
        await using var simulation = await PlayedAsync($$"""{"mode":"{{mode}}"}""");
        await simulation.HearAsync("bo", "messages");
        (await simulation.ApiAsync("ann", "POST", "/messages", new { toPersonId = simulation.Id("bo"), text = "hello" })).Expect(200);
        await simulation.SettleAsync();
        Assert.Equal("received updated answered disconnected", EventTypes(simulation));
        Assert.Equal("messages created", await simulation.HeardAsync("bo"));
        Assert.All(simulation.Receiver.All, received =>
        {
            Assert.Equal(mode == "unsigned", received.Signature is null);
            Assert.NotEqual(Convert.ToHexStringLower(HMACSHA1.HashData("s3cret"u8, received.Body)), received.Signature);
            Assert.NotEqual(Convert.ToHexStringLower(HMACSHA1.HashData("s"u8, received.Body)), received.Signature);
        });
    }

    [Fact]
    public async Task What_belongs_to_no_call_is_doubled_and_held_too()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync("ann", "convergedRecordings");
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"recordingMode":"Always"}""");
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"doubled"}""");
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(30);
        Assert.Equal("convergedRecordings created, convergedRecordings created", await simulation.HeardAsync("ann"));
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"held"}""");
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(30);
        Assert.Equal(2, simulation.Receiver.All.Count);
        await simulation.PostAsync("/control/webhook-delivery/release", "{}");
        Assert.Equal(3, simulation.Receiver.All.Count);
    }

    [Fact]
    public async Task A_mode_holds_for_calls_begun_afterwards()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("answered");
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"lost","lose":[0,1,2,3]}""");
        await simulation.AdvanceAsync(10);
        Assert.Equal("received updated answered disconnected", EventTypes(simulation));
        Assert.Equal("lost", (await simulation.GetAsync("/control/webhook-delivery"))["mode"]!.GetValue<string>());
        (await simulation.SendAsync("POST", "/control/webhook-delivery", """{"mode":"teleport"}""", null)).Expect(400);
    }

    private static async Task<Simulation> PlayedAsync(string mode, double seconds = 10)
    {
        var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PostAsync("/control/webhook-delivery", mode);
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(seconds);
        return simulation;
    }

    private static string EventTypes(Simulation simulation) =>
        string.Join(' ', Story.Bodies(simulation, "ann").Select((JsonNode body) => body["data"]!["eventType"]!.GetValue<string>()));
}
