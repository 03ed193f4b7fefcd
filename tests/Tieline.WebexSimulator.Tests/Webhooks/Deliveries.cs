using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class Deliveries
{
    [Fact]
    public void The_signature_is_that_of_the_known_vector()
    {
        var body = """{"id":"Y2lzY29zcGFyazovL3VzL1dFQkhPT0svZjRlNjA1NjAtNjYwMi00ZmIwLWEyNWEtOTQ5ODgxNjA5NDk3","resource":"messages","event":"created"}"""u8.ToArray();
        Assert.Equal("dd46fb95b1d0f9c9a95f5bd132171c71b54e0593", WebhookSignature.Of("correct horse battery staple", body));
    }

    [Fact]
    public async Task A_delivery_is_signed_over_its_bytes_and_written_like_the_cloud_writes_it()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("manual", more: new { name = "JØRGEN & SØN <A/S> +45" });
        var received = simulation.Receiver.All.First();
        var text = Encoding.UTF8.GetString(received.Body);
        Assert.Equal(Convert.ToHexStringLower(HMACSHA1.HashData("s3cret"u8, received.Body)), received.Signature);
        Assert.Equal("application/json", received.ContentType);
        Assert.Contains("\"name\":\"JØRGEN & SØN <A/S> +45\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_delivery_has_exactly_the_captured_members()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.AdvanceAsync(60);
        await simulation.PlayAsync("manual", more: new { name = "JANE CALLER" });
        var body = Story.Bodies(simulation, "ann")[0].AsObject();
        Assert.Equal("id name targetUrl resource event orgId createdBy appId ownedBy status created actorId data", Names(body));
        Assert.Equal("eventType eventTimestamp callId callSessionId personality state remoteParty appearance created muteCapable muted completedElsewhere", Names(body["data"]!));
        Assert.Equal("name number privacyEnabled callType", Names(body["data"]!["remoteParty"]!));
        Assert.Equal("2026-03-02T09:00:00.000Z", body["created"]!.GetValue<string>());
        Assert.Equal(simulation.Id("ann"), body["actorId"]!.GetValue<string>());
        Assert.StartsWith("ciscospark://us/CALL/callhalf-", Decoded(body["data"]!["callId"]!), StringComparison.Ordinal);
        Assert.True(Guid.TryParse(Decoded(body["data"]!["callSessionId"]!), out _));
    }

    [Fact]
    public async Task The_event_that_names_the_endpoint_bears_the_first_ones_timestamp()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(10);
        var stamps = Story.Bodies(simulation, "ann").Select(body => body["data"]!["eventTimestamp"]!.GetValue<string>()).ToList();
        Assert.Equal(["2026-03-02T09:00:00.001Z", "2026-03-02T09:00:00.001Z", "2026-03-02T09:00:02.086Z", "2026-03-02T09:00:07.086Z"], stamps);
    }

    [Theory]
    [InlineData("personality=terminator", 4)]
    [InlineData("state=connected", 1)]
    [InlineData("personality=terminator&state=alerting", 2)]
    [InlineData("personality=originator", 0)]
    [InlineData("number=%2B12025550143", 4)]
    [InlineData("number=+12025550143", 4)]
    [InlineData("callType=external&number=+15550000000", 0)]
    public async Task A_filter_lets_through_what_fulfils_all_of_it(string filter, int count)
    {
        await using var simulation = await Simulation.StartAsync();
        await MakeAsync(simulation, "all", filter);
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(10);
        Assert.Equal(count, simulation.Receiver.All.Count);
    }

    [Theory]
    [InlineData("created", 1)]
    [InlineData("updated", 2)]
    [InlineData("deleted", 1)]
    public async Task A_webhook_for_one_event_hears_of_no_other(string happening, int count)
    {
        await using var simulation = await Simulation.StartAsync();
        await MakeAsync(simulation, happening, null);
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(10);
        Assert.Equal(count, simulation.Receiver.All.Count);
    }

    [Fact]
    public async Task A_failing_delivery_is_not_sent_again()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        simulation.Receiver.Status = 500;
        await simulation.PlayAsync("answered");
        await simulation.AdvanceAsync(600);
        Assert.Equal(4, simulation.Receiver.All.Count);
        var listed = (await simulation.GetAsync("/control/deliveries"))["deliveries"]!.AsArray();
        Assert.All(listed, delivery => Assert.Equal(500, delivery!["statusCode"]!.GetValue<int>()));
        Assert.Equal(["created", "updated", "updated", "deleted"], listed.Select(delivery => delivery!["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_slow_receiver_does_not_stall_the_cloud()
    {
        await using var simulation = await Simulation.StartAsync(stepped: false);
        await simulation.ListenAsync("ann", "bo");
        var gate = new TaskCompletionSource();
        simulation.Receiver.Gate = gate.Task;
        await simulation.PlayAsync("manual");
        await simulation.PlayAsync("manual", "bo");
        Assert.Single(await simulation.CallsAsync("ann"));
        await Waiting.UntilAsync(() => simulation.Receiver.All.Count == 2);
        Assert.Equal(["/ann", "/bo"], simulation.Receiver.All.Select(received => received.Path).Order());
        gate.SetResult();
        await Waiting.UntilAsync(() => simulation.Receiver.All.Count == 4);
    }

    private static async Task MakeAsync(Simulation simulation, string happening, string? filter) => (await simulation.ApiAsync("ann", "POST", "/webhooks",
        JsonSerializer.Serialize(new { name = "n", targetUrl = simulation.Receiver.Url + "/ann", resource = "telephony_calls", @event = happening, filter }))).Expect(200);

    private static string Names(JsonNode node) => string.Join(' ', node.AsObject().Select(field => field.Key));

    private static string Decoded(JsonNode id)
    {
        var text = id.GetValue<string>();
        return Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
    }
}
