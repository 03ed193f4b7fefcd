using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.OAuth;

public class ExpiredGrants
{
    [Fact]
    public async Task A_consent_that_has_run_out_is_not_kept()
    {
        await using var simulation = await Simulation.StartAsync();
        await SignIn.CompleteAsync(simulation);
        await simulation.AdvanceAsync(91 * 24 * 3600);
        await SignIn.CompleteAsync(simulation);
        Assert.Single((await simulation.GetAsync("/control/state"))["grants"]!.AsArray());
    }
}
