using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Webhooks;

public class HeldForLong
{
    [Fact]
    public async Task Notifications_of_calls_are_held_however_many_calls_end_meanwhile()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PostAsync("/control/webhook-delivery", """{"mode":"held"}""");
        for (var index = 0; index < 105; index++)
        {
            await simulation.PlayAsync("callerHangsUp");
        }

        await simulation.AdvanceAsync(60);
        Assert.Equal(105 * 3, (await simulation.PostAsync("/control/webhook-delivery/release", "{}"))["released"]!.GetValue<int>());
        Assert.Equal(105 * 3, simulation.Receiver.All.Count);
        await simulation.PlayAsync("callerHangsUp");
        await simulation.AdvanceAsync(60);
        await simulation.PostAsync("/control/webhook-delivery/release", "{}");
        await simulation.PlayAsync("callerHangsUp");
        await simulation.AdvanceAsync(60);
        Assert.Equal(100, (await simulation.GetAsync("/control/calls"))["calls"]!.AsArray().Count);
    }
}
