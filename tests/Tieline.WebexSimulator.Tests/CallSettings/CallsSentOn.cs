using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.CallSettings;

/// <summary>The settings of a person's line take effect on the calls that come in.</summary>
public sealed class CallsSentOn : IAsyncLifetime
{
    private Simulation simulation = null!;

    public async ValueTask InitializeAsync()
    {
        simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
    }

    public ValueTask DisposeAsync() => simulation.DisposeAsync();

    [Fact]
    public async Task A_call_that_is_always_forwarded_rings_at_the_colleague_only()
    {
        await simulation.ForwardAsync("ann", "always", "1102");
        await simulation.PlayAsync("manual");
        await simulation.SettleAsync();
        Story.Check(simulation, "ann", "");
        Story.Check(simulation, "bo", """
            0 created received alerting terminator +12025550143 unconditional:Ann Berg
            0 updated updated  alerting terminator +12025550143 app unconditional:Ann Berg
            """);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/telephony/calls/history")).Items);
    }

    [Fact]
    public async Task A_busy_line_sends_its_calls_on()
    {
        await simulation.ForwardAsync("ann", "busy", "bo.lind@nordlys.example");
        await simulation.PlayAsync("manual");
        Assert.Single(await simulation.CallsAsync("ann"));
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"lineBusy":true}""");
        await simulation.PlayAsync("manual", from: "+12025550188");
        Assert.Equal("busy", Assert.Single(await simulation.CallsAsync("bo"))!["redirections"]![0]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_call_that_nobody_answers_goes_on_after_as_many_rings_as_are_set()
    {
        await simulation.ForwardAsync("ann", "noAnswer", "1102");
        await simulation.PlayAsync("manual");
        await simulation.AdvanceAsync(17);
        Assert.Empty(await simulation.CallsAsync("bo"));
        await simulation.AdvanceAsync(1);
        Story.Check(simulation, "ann", """
            0  created received     alerting     terminator +12025550143
            0  updated updated      alerting     terminator +12025550143 app
            18 updated forwarded    alerting     terminator +12025550143 app
            18 deleted disconnected disconnected terminator +12025550143 app
            """);
        Assert.Equal("noAnswer", Assert.Single(await simulation.CallsAsync("bo"))!["redirections"]![0]!["reason"]!.GetValue<string>());
        Assert.Equal("missed", Assert.Single((await simulation.ApiAsync("ann", "GET", "/telephony/calls/history")).Items)!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_call_that_was_answered_in_time_stays()
    {
        await simulation.ForwardAsync("ann", "noAnswer", "1102");
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("ann", "answer", new { callId = await simulation.CallIdAsync("ann") });
        await simulation.AdvanceAsync(60);
        Assert.Equal("connected", Assert.Single(await simulation.CallsAsync("ann"))!["state"]!.GetValue<string>());
        Assert.Empty(await simulation.CallsAsync("bo"));
    }

    [Theory]
    [InlineData("always")]
    [InlineData("noAnswer")]
    public async Task Two_who_forward_to_each_other_do_not_do_so_for_ever(string when)
    {
        await simulation.ForwardAsync("ann", when, "1102");
        await simulation.ForwardAsync("bo", when, "1101");
        await simulation.PlayAsync("manual");
        await simulation.AdvanceAsync(600);
        var call = Assert.Single(await simulation.CallsAsync("ann"))!;
        Assert.Equal(["Bo Lind", "Ann Berg"], call["redirections"]!.AsArray().Select(redirection => redirection!["redirectingParty"]!["name"]!.GetValue<string>()));
        Assert.Empty(await simulation.CallsAsync("bo"));
    }

    [Fact]
    public async Task A_number_outside_is_reached_as_well()
    {
        await simulation.ForwardAsync("ann", "always", "+12025550188");
        await simulation.ApiAsync("carla", "POST", "/telephony/calls/dial", new { destination = "1101" });
        await simulation.AdvanceAsync(10);
        var call = Assert.Single(await simulation.CallsAsync("carla"))!;
        Assert.Equal(("connected", "+12025550188"), (call["state"]!.GetValue<string>(), call["remoteParty"]!["number"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("sendAllCalls", 0)]
    [InlineData("sendBusyCalls", 0)]
    [InlineData("sendUnansweredCalls", 18)]
    public async Task The_voicemail_takes_the_calls_that_it_is_set_to_take(string calls, double seconds)
    {
        await simulation.UseVoicemailAsync("ann", calls);
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", $$"""{"lineBusy":{{(calls == "sendBusyCalls" ? "true" : "false")}}}""");
        (await simulation.ApiAsync("carla", "POST", "/telephony/calls/dial", new { destination = "1101" })).Expect(201);
        await simulation.AdvanceAsync(1.2 + seconds);
        var call = Assert.Single(await simulation.CallsAsync("carla"))!;
        Assert.Equal(("connected", "Voicemail"), (call["state"]!.GetValue<string>(), call["remoteParty"]!["name"]!.GetValue<string>()));
        Assert.Empty(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_forward_may_end_in_the_voicemail_of_a_colleague()
    {
        await simulation.ForwardAsync("ann", "always", "1102", toVoicemail: true);
        (await simulation.ApiAsync("carla", "POST", "/telephony/calls/dial", new { destination = "1101" })).Expect(201);
        await simulation.AdvanceAsync(2);
        Assert.Equal("1102", Assert.Single(await simulation.CallsAsync("carla"))!["remoteParty"]!["number"]!.GetValue<string>());
        Assert.Empty(await simulation.CallsAsync("bo"));
    }

    [Fact]
    public async Task A_call_for_the_group_takes_no_notice()
    {
        await simulation.ForwardAsync("ann", "always", "1106");
        await simulation.PlayAsync("manual", "+14085550100");
        Assert.Single(await simulation.CallsAsync("ann"));
        Assert.Empty(await simulation.CallsAsync("frank"));
    }

    [Fact]
    public async Task Who_hides_name_and_number_is_seen_by_nobody()
    {
        (await simulation.SetAsync("ann", "callerId", """{"callingLineIdDeliveryBlockingEnabled":true}""")).Expect(204);
        (await simulation.ApiAsync("ann", "POST", "/telephony/calls/dial", new { destination = "1102" })).Expect(201);
        await simulation.AdvanceAsync(2);
        var seen = Assert.Single(await simulation.CallsAsync("bo"))!["remoteParty"]!;
        Assert.Equal((true, null, "location"), (seen["privacyEnabled"]!.GetValue<bool>(), seen["number"]?.GetValue<string>(), seen["callType"]!.GetValue<string>()));
        Assert.Equal("1102", Assert.Single(await simulation.CallsAsync("ann"))!["remoteParty"]!["number"]!.GetValue<string>());
        (await simulation.SetAsync("bo", "callerId", """{"connectedLineIdentificationRestrictionEnabled":true}""")).Expect(204);
        await simulation.CommandAsync("bo", "answer", new { callId = await simulation.CallIdAsync("bo") });
        Assert.True(Assert.Single(await simulation.CallsAsync("ann"))!["remoteParty"]!["privacyEnabled"]!.GetValue<bool>());
    }
}
