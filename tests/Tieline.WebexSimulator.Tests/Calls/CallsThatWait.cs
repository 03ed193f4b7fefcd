using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

/// <summary>A person whose far end sent the call on is not rung: that leg waits for somebody else's answer.</summary>
public class CallsThatWait
{
    [Theory]
    [InlineData("divert", """{"callId":"?","toVoicemail":true}""")]
    [InlineData("divert", """{"callId":"?","destination":"1104"}""")]
    [InlineData("answer", """{"callId":"?"}""")]
    [InlineData("reject", """{"callId":"?"}""")]
    public async Task One_who_waits_for_the_new_party_has_no_incoming_call(string command, string body)
    {
        await using var simulation = await Simulation.StartAsync();
        await SentOnAsync(simulation);
        await simulation.CommandAsync("ann", command, body.Replace("?", await simulation.CallIdAsync("ann"), StringComparison.Ordinal), 400);
        Assert.Single(await simulation.CallsAsync("carla"));
        Assert.Single(await simulation.CallsAsync("ann"));
        await simulation.CommandAsync("carla", "answer", new { callId = await simulation.CallIdAsync("carla"), endpointId = simulation.Endpoint("carla", "APPLICATION") });
        await simulation.CommandAsync("ann", "hangup", new { callId = await simulation.CallIdAsync("ann") });
        Assert.Empty(await simulation.CallsAsync("carla"));
    }

    [Theory]
    [InlineData("""{"target":"1101"}""")]
    [InlineData("""{}""")]
    public async Task One_who_waits_for_the_new_party_cannot_be_picked_up(string body)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", "ann", "bo", new { talkSeconds = 600 });
        await simulation.CommandAsync("bo", "divert", new { callId = await simulation.CallIdAsync("bo"), destination = "+12223334444" });
        Assert.Equal("alerting", (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>());
        await simulation.CommandAsync("david", "pickup", body, 400);
    }

    [Fact]
    public async Task A_parked_colleague_whose_call_comes_back_waits_and_is_not_rung()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", "ann", "bo", new { talkSeconds = 600 });
        await simulation.CommandAsync("bo", "park", new { callId = await simulation.CallIdAsync("bo") }, 200);
        await simulation.AdvanceAsync(60);
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann"), toVoicemail = true }, 400);
        await simulation.CommandAsync("bo", "answer", new { callId = await simulation.CallIdAsync("bo") });
        Assert.Equal("connected", Assert.Single(await simulation.CallsAsync("ann"))!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_parked_colleague_is_told_that_the_call_goes_back()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("alreadyRunning", "ann", "bo", new { talkSeconds = 600 });
        await simulation.CommandAsync("bo", "park", new { callId = await simulation.CallIdAsync("bo") }, 200);
        await simulation.AdvanceAsync(60);
        var told = Story.Bodies(simulation, "ann").Select(body => $"{body["event"]} {body["data"]!["state"]}").ToList();
        Assert.Equal(["updated remoteHeld", "updated alerting"], told[^2..]);
    }

    [Fact]
    public async Task Two_outsiders_who_were_joined_do_not_talk_for_ever()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        await simulation.DeviceAsync("ann", "answer");
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann"), destination = "+12223334444" });
        await simulation.AdvanceAsync(600);
        Assert.True(await LiveAsync());
        await simulation.AdvanceAsync(3600);
        Assert.False(await LiveAsync());

        async Task<bool> LiveAsync() => (await simulation.GetAsync("/control/calls"))["calls"]!.AsArray().Single()!["live"]!.GetValue<bool>();
    }

    /// <summary>Bo called Ann and sent her on to Carla, who rings.</summary>
    private static async Task SentOnAsync(Simulation simulation)
    {
        await simulation.PlayAsync("alreadyRunning", "ann", "bo", new { talkSeconds = 600 });
        await simulation.CommandAsync("bo", "divert", new { callId = await simulation.CallIdAsync("bo"), destination = "1103" });
        Assert.Equal("alerting", (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>());
    }
}
