using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class ReceiversThatMisbehave
{
    [Fact]
    public async Task A_receiver_that_has_moved_is_not_followed()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        (simulation.Receiver.Status, simulation.Receiver.Location) = (307, simulation.Receiver.Url + "/elsewhere");
        await simulation.PlayAsync("manual");
        Assert.Equal(["/ann", "/ann"], simulation.Receiver.All.Select(received => received.Path));
        Assert.Equal([307, 307], (await DeliveriesAsync(simulation)).Select(delivery => delivery!["statusCode"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_switched_off_and_what_waits_for_it_does_not_grow_for_ever()
    {
        await using var simulation = await Simulation.StartAsync(stepped: false);
        var gate = new TaskCompletionSource();
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"doubled"}""");
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("manual");
        await simulation.DeviceAsync("ann", "answer");
        simulation.Receiver.Gate = gate.Task;
        var callId = await simulation.CallIdAsync("ann");
        for (var index = 0; index < 560; index++)
        {
            await simulation.CommandAsync("ann", index % 2 == 0 ? "hold" : "resume", new { callId });
        }

        Assert.Equal("inactive", (await simulation.ApiAsync("ann", "GET", "/webhooks")).Items.Single()!["status"]!.GetValue<string>());
        Assert.Contains(await DeliveriesAsync(simulation), delivery => delivery!["error"]?.GetValue<string>() == "not sent: too many wait for this webhook");
        gate.SetResult();
    }

    [Fact]
    public async Task A_post_that_hangs_from_before_a_reset_holds_up_nobody_and_is_not_told_of()
    {
        await using var simulation = await Simulation.StartAsync(stepped: false);
        var gate = new TaskCompletionSource();
        await simulation.ListenAsync("ann");
        var dead = await HookAsync(simulation);
        simulation.Receiver.Gate = gate.Task;
        await simulation.PlayAsync("manual");
        await Waiting.UntilAsync(() => simulation.Receiver.All.Count == 1);

        await simulation.PostAsync("/control/reset", "{}");
        simulation.Receiver.Gate = Task.CompletedTask;
        await simulation.ListenAsync("ann");
        Assert.Equal(dead, await HookAsync(simulation));
        await simulation.PlayAsync("manual");
        await Waiting.UntilAsync(() => DeliveriesAsync(simulation).GetAwaiter().GetResult().Count == 2);

        gate.SetResult();
        await simulation.DeviceAsync("ann", "reject");
        await Waiting.UntilAsync(() => DeliveriesAsync(simulation).GetAwaiter().GetResult().Count >= 3);
        Assert.Equal(simulation.Receiver.All.Count - 1, (await DeliveriesAsync(simulation)).Count);
    }

    [Fact]
    public async Task An_address_to_which_nothing_can_be_posted_is_a_failed_delivery()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        var state = (await simulation.SendAsync("GET", "/control/state", null, null)).Text;
        (await simulation.SendAsync("PUT", "/control/state", state.Replace(simulation.Receiver.Url, "ftp://127.0.0.1", StringComparison.Ordinal), null)).Expect(200);
        await simulation.PlayAsync("manual").WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.All(await DeliveriesAsync(simulation), delivery => Assert.Contains("ftp", delivery!["error"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(2, (await DeliveriesAsync(simulation)).Count);
    }

    private static async Task<string> HookAsync(Simulation simulation) => (await simulation.ApiAsync("ann", "GET", "/webhooks")).Fields("id").Single()!;

    private static async Task<System.Text.Json.Nodes.JsonArray> DeliveriesAsync(Simulation simulation) =>
        (await simulation.GetAsync("/control/deliveries"))["deliveries"]!.AsArray();
}
