using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class RemoteControlOfACall
{
    [Fact]
    public async Task An_incoming_call_is_answered_held_resumed_muted_and_ended_by_the_API()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PlayAsync("manual");
        var callId = await simulation.CallIdAsync("ann");
        foreach (var command in (string[])["answer", "hold", "resume", "mute", "unmute", "startRecording", "pauseRecording", "resumeRecording", "stopRecording", "hangup"])
        {
            await simulation.AdvanceAsync(1);
            await simulation.CommandAsync("ann", command, new { callId });
        }

        await simulation.SettleAsync();
        Story.Check(simulation, "ann", """
             0 created received     alerting     terminator +12025550143
             0 updated updated      alerting     terminator +12025550143 app
             1 updated answered     connected    terminator +12025550143 desk
             2 updated held         held         terminator +12025550143 desk
             3 updated resumed      connected    terminator +12025550143 desk
             4 updated updated      connected    terminator +12025550143 desk muted
             5 updated updated      connected    terminator +12025550143 desk
             6 updated recording    connected    terminator +12025550143 desk rec:started
             7 updated recording    connected    terminator +12025550143 desk rec:paused
             8 updated recording    connected    terminator +12025550143 desk rec:started
             9 updated recording    connected    terminator +12025550143 desk rec:stopped
            10 deleted disconnected disconnected terminator +12025550143 desk rec:stopped
            """);
    }

    [Fact]
    public async Task A_call_is_gone_from_the_API_as_soon_as_it_ended()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        var callId = await simulation.CallIdAsync("ann");
        Assert.Equal(callId, (await simulation.ApiAsync("ann", "GET", $"/telephony/calls/{callId}")).Expect(200).Of("id"));
        await simulation.CommandAsync("ann", "hangup", new { callId });
        (await simulation.ApiAsync("ann", "GET", $"/telephony/calls/{callId}")).Expect(404);
        (await simulation.ApiAsync("ann", "POST", "/telephony/calls/hold", new { callId })).Expect(404);
        Assert.Empty(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task Nobody_sees_or_ends_the_call_of_another()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        var callId = await simulation.CallIdAsync("ann");
        (await simulation.ApiAsync("bo", "GET", $"/telephony/calls/{callId}")).Expect(404);
        (await simulation.ApiAsync("bo", "POST", "/telephony/calls/hangup", new { callId })).Expect(404);
        Assert.Single(await simulation.CallsAsync("ann"));
    }

    [Theory]
    [InlineData("hold", "Only a connected call can be held.")]
    [InlineData("resume", "Only a held call can be resumed.")]
    [InlineData("mute", "The call is not mute capable.")]
    [InlineData("park", "Only a connected call can be parked.")]
    [InlineData("startRecording", "Only a connected call can be recorded.")]
    [InlineData("push", "The call is not associated with an executive.")]
    public async Task A_ringing_call_refuses_what_needs_a_connected_one(string command, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        var answer = await simulation.CommandAsync("ann", command, new { callId = await simulation.CallIdAsync("ann") }, 400);
        Assert.Equal(message, answer.Message);
    }

    [Theory]
    [InlineData("answer")]
    [InlineData("reject")]
    public async Task A_connected_call_can_be_neither_answered_nor_rejected(string command)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning");
        await simulation.CommandAsync("ann", command, new { callId = await simulation.CallIdAsync("ann") }, 400);
    }

    [Fact]
    public async Task Ignoring_a_call_stops_the_ringing_but_the_caller_waits_on()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        var callId = await simulation.CallIdAsync("ann");
        await simulation.CommandAsync("ann", "reject", new { callId, action = "ignore" });
        Assert.Equal("alerting", (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>());
        await simulation.CommandAsync("ann", "answer", new { callId }, 400);
        await simulation.CommandAsync("ann", "reject", new { callId, action = "politely" }, 400);
        await simulation.CommandAsync("ann", "reject", new { callId, action = "temporarilyUnavailable" });
        Assert.Empty(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_far_end_that_holds_shows_as_remoteHeld()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        var session = (await simulation.PlayAsync("manual"))["callSessionId"]!.GetValue<string>();
        await simulation.DeviceAsync("ann", "answer");
        await simulation.FarEndAsync(session, "hold");
        Assert.Equal("remoteHeld", (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>());
        await simulation.CommandAsync("ann", "hold", new { callId = await simulation.CallIdAsync("ann") });
        await simulation.FarEndAsync(session, "resume");
        await simulation.CommandAsync("ann", "resume", new { callId = await simulation.CallIdAsync("ann") });
        await simulation.FarEndAsync(session, "hangup");
        Story.Check(simulation, "ann", """
            0 created received     alerting     terminator +12025550143
            0 updated updated      alerting     terminator +12025550143 app
            0 updated answered     connected    terminator +12025550143 desk
            0 updated updated      remoteHeld   terminator +12025550143 desk
            0 updated held         held         terminator +12025550143 desk
            0 updated resumed      connected    terminator +12025550143 desk
            0 deleted disconnected disconnected terminator +12025550143 desk
            """);
    }

    [Fact]
    public async Task Digits_are_sent_on_a_connected_call_only_and_checked()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning");
        var callId = await simulation.CallIdAsync("ann");
        await simulation.CommandAsync("ann", "transmitDtmf", new { callId, dtmf = "12,#*AD" });
        await simulation.CommandAsync("ann", "transmitDtmf", new { dtmf = "3" });
        await simulation.CommandAsync("ann", "transmitDtmf", new { callId, dtmf = "1x" }, 400);
        await simulation.CommandAsync("ann", "transmitDtmf", new { callId, dtmf = "a" }, 400);
        var call = (await simulation.GetAsync("/control/calls"))["calls"]![0]!;
        Assert.Equal("12,#*AD3", call["legs"]![0]!["dtmf"]!.GetValue<string>());
    }

    [Fact]
    public async Task Redirections_are_told_only_while_the_call_alerts()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("huntGroup", "ann", more: new { ringSeconds = 5 });
        var ringing = (await simulation.CallsAsync("bo"))[0]!;
        Assert.Equal("huntGroup", ringing["redirections"]![0]!["reason"]!.GetValue<string>());
        await simulation.AdvanceAsync(5);
        Assert.Null((await simulation.CallsAsync("ann"))[0]!["redirections"]);
        Assert.Empty(await simulation.CallsAsync("bo"));
    }
}
