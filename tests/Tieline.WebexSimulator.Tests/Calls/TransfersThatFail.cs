using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

/// <summary>A transfer to a destination that does not answer leaves the call as it was.</summary>
public class TransfersThatFail
{
    [Theory]
    [InlineData("busy", false, "connected")]
    [InlineData("noAnswer", false, "connected")]
    [InlineData("busy", true, "held")]
    public async Task The_first_call_goes_on_as_before(string behaviour, bool held, string state)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/outside", $$$"""{"numbers":{"+12223334444":{"afterSeconds":5,"behaviour":"{{{behaviour}}}"} } }""");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        var callId1 = await simulation.CallIdAsync("ann");
        if (held)
        {
            await simulation.CommandAsync("ann", "hold", new { callId = callId1 });
        }

        await simulation.CommandAsync("ann", "transfer", new { callId1, destination = "+12223334444" }, 201);
        await simulation.AdvanceAsync(1);
        Assert.Equal("held", (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>());
        await simulation.AdvanceAsync(10);
        Assert.Equal(state, Assert.Single(await simulation.CallsAsync("ann"))!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_has_taken_another_call_meanwhile_goes_on_with_that()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/outside", """{"numbers":{"+12223334444":{"behaviour":"busy","afterSeconds":5}}}""");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.CommandAsync("ann", "transfer", new { callId1 = await simulation.CallIdAsync("ann"), destination = "+12223334444" }, 201);
        await simulation.PlayAsync("manual", from: "+12223334445");
        await simulation.DeviceAsync("ann", "answer", simulation.Endpoint("ann", "DEVICE"), index: 2);
        await simulation.AdvanceAsync(10);
        Assert.Equal(["held", "connected"], (await simulation.CallsAsync("ann")).Select(call => call!["state"]!.GetValue<string>()));
    }
}
