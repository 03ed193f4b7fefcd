using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class AutomaticSwitchOff
{
    [Fact]
    public async Task A_hundred_failures_in_five_minutes_switch_a_webhook_off()
    {
        await using var simulation = await FailingAsync();
        await FailAsync(simulation, 99);
        Assert.Equal("active", await StatusAsync(simulation));
        await FailAsync(simulation, 1);
        Assert.Equal("inactive", await StatusAsync(simulation));
        await FailAsync(simulation, 1);
        Assert.Equal(100, simulation.Receiver.All.Count);
    }

    [Fact]
    public async Task Failures_further_apart_do_not()
    {
        await using var simulation = await FailingAsync();
        await FailAsync(simulation, 60);
        await simulation.AdvanceAsync(301);
        await FailAsync(simulation, 60);
        Assert.Equal("active", await StatusAsync(simulation));
    }

    [Fact]
    public async Task Soon_after_it_was_switched_on_again_a_single_failure_is_enough()
    {
        await using var simulation = await FailingAsync();
        await FailAsync(simulation, 100);
        await ReactivateAsync(simulation);
        await simulation.AdvanceAsync(240);
        await FailAsync(simulation, 1);
        Assert.Equal("inactive", await StatusAsync(simulation));
    }

    [Fact]
    public async Task Later_it_takes_a_hundred_again()
    {
        await using var simulation = await FailingAsync();
        await FailAsync(simulation, 100);
        await simulation.AdvanceAsync(600);
        Assert.Equal("inactive", await StatusAsync(simulation));
        await ReactivateAsync(simulation);
        await FailAsync(simulation, 99);
        Assert.Equal("active", await StatusAsync(simulation));
    }

    private static async Task<Simulation> FailingAsync()
    {
        var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        simulation.Receiver.Status = 503;
        await simulation.PlayAsync("manual");
        await simulation.DeviceAsync("ann", "answer");
        await simulation.AdvanceAsync(301);
        simulation.Receiver.All.Clear();
        return simulation;
    }

    /// <summary>Each hold and each resume is one delivery.</summary>
    private static async Task FailAsync(Simulation simulation, int count)
    {
        var callId = await simulation.CallIdAsync("ann");
        for (var index = 0; index < count; index++)
        {
            var held = (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>() == "held";
            await simulation.CommandAsync("ann", held ? "resume" : "hold", new { callId });
        }

        await simulation.SettleAsync();
    }

    private static async Task<string> StatusAsync(Simulation simulation) =>
        (await simulation.ApiAsync("ann", "GET", "/webhooks")).Items[0]!["status"]!.GetValue<string>();

    private static async Task ReactivateAsync(Simulation simulation)
    {
        var webhook = (await simulation.ApiAsync("ann", "GET", "/webhooks")).Items[0]!;
        (await simulation.ApiAsync("ann", "PUT", $"/webhooks/{webhook["id"]}", new
        {
            name = "calls", targetUrl = webhook["targetUrl"]!.GetValue<string>(), status = "active",
        })).Expect(200);
    }
}
