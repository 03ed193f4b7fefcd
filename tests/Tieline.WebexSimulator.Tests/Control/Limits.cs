using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>Nothing that a door takes may stop the simulator or its clock.</summary>
public class Limits
{
    [Theory]
    [InlineData("/control/outside", """{"answerAfterSeconds":1e15}""")]
    [InlineData("/control/outside", """{"deviceAnswersAfterSeconds":-1}""")]
    [InlineData("/control/outside", """{"numbers":{"+12223334444":{"behaviour":"answer","afterSeconds":1e15}}}""")]
    [InlineData("/control/switches", """{"clickToDialRingSeconds":1e15}""")]
    [InlineData("/control/switches", """{"parkRecallSeconds":-1}""")]
    [InlineData("/control/webhook-delivery", """{"mode":"shuffled","seed":1e20}""")]
    [InlineData("/control/webhook-delivery", """{"mode":"lost","lose":["first"]}""")]
    [InlineData("/control/webhook-delivery", """{"mode":"lost","lose":[1.5]}""")]
    [InlineData("/control/clock", """{"advanceSeconds":1e12}""")]
    [InlineData("/control/clock", """{"now":"9999-12-31T23:59:59Z"}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"slow","delayMs":-5}}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"slow","seconds":1e15}}""")]
    [InlineData("/control/faults", """{"fault":{"kind":"lateCommit","delaySeconds":-1}}""")]
    [InlineData("/control/faults", """{"times":1.5,"fault":{"kind":"cut"}}""")]
    public async Task A_number_beyond_reason_is_refused(string path, string body)
    {
        await using var simulation = await Simulation.StartAsync();
        Assert.NotEmpty((await simulation.SendAsync("POST", path, body, null)).Expect(400).Message!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_lets_slow_requests_go_on_and_so_does_another_state(bool another)
    {
        await using var simulation = await Simulation.StartAsync();
        var state = another ? (await simulation.SendAsync("GET", "/control/state", null, null)).Text : null;
        await simulation.PostAsync("/control/faults", """{"fault":{"kind":"slow","seconds":1000}}""");
        var asking = simulation.ApiAsync("ann", "GET", "/people/me");
        await Waiting.UntilAsync(() => simulation.GetAsync("/control/faults").GetAwaiter().GetResult()["waiting"]!.GetValue<int>() == 1);
        if (state is null)
        {
            await simulation.PostAsync("/control/reset", "{}");
        }
        else
        {
            (await simulation.SendAsync("PUT", "/control/state", state, null)).Expect(200);
        }

        (await asking.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Expect(200);
    }
}
