using System.Text.Json;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class ClickToDial
{
    [Fact]
    public async Task Ones_own_device_rings_first_then_the_far_end()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        var dialled = await simulation.CommandAsync("ann", "dial", new { destination = "(202) 555-0143" }, 201);
        await simulation.AdvanceAsync(10);
        await simulation.CommandAsync("ann", "hangup", new { callId = dialled.Of("callId") });
        await simulation.SettleAsync();
        Story.Check(simulation, "ann", """
             0 created originated   alerting     clickToDial +12025550143
             1 updated updated      connecting   originator  +12025550143 desk
             1 updated updated      alerting     originator  +12025550143 desk
             3 updated answered     connected    originator  +12025550143 desk
            10 deleted disconnected disconnected originator  +12025550143 desk
            """);
        var end = Story.Bodies(simulation, "ann")[^1]["data"]!;
        Assert.Equal("2026-03-02T09:00:03.200Z", end["answered"]!.GetValue<string>());
        Assert.Equal(dialled.Of("callSessionId"), end["callSessionId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Switches_change_the_first_event_type_and_keep_the_personality()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PostAsync("/control/switches", """{"originatedEventType":"originating","clickToDialBecomesOriginator":false}""");
        await simulation.CommandAsync("ann", "dial", new { destination = "+12025550143" }, 201);
        await simulation.AdvanceAsync(1);
        Story.Check(simulation, "ann", """
            0 created originating alerting   clickToDial +12025550143
            1 updated updated     connecting clickToDial +12025550143 desk
            """);
    }

    [Fact]
    public async Task A_device_that_nobody_lifts_gives_up_and_nothing_was_placed()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PostAsync("/control/outside", """{"deviceAnswersAfterSeconds":null}""");
        await simulation.CommandAsync("ann", "dial", new { destination = "+12025550143" }, 201);
        await simulation.AdvanceAsync(60);
        Story.Check(simulation, "ann", """
             0 created originated   alerting     clickToDial +12025550143
            30 deleted disconnected disconnected clickToDial +12025550143
            """);
        Assert.Empty((await simulation.ApiAsync("ann", "GET", "/telephony/calls/history?type=placed")).Items);
    }

    [Fact]
    public async Task Only_the_endpoint_named_rings()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/outside", """{"deviceAnswersAfterSeconds":null}""");
        var app = simulation.Endpoint("ann", "APPLICATION");
        await simulation.CommandAsync("ann", "dial", new { destination = "+12025550143", endpointId = app }, 201);
        var leg = (await simulation.GetAsync("/control/calls"))["calls"]![0]!["legs"]![0]!;
        Assert.Equal(app, Assert.Single(leg["alertingEndpointIds"]!.AsArray())!.GetValue<string>());
        await simulation.DeviceAsync("ann", "answer", app);
        await simulation.AdvanceAsync(5);
        Assert.Equal("connected", (await simulation.CallsAsync("ann"))[0]!["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("busy", 0)]
    [InlineData("reject", 3)]
    [InlineData("noAnswer", 20)]
    public async Task A_far_end_that_does_not_answer_ends_the_call_unanswered(string behaviour, double after)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann");
        await simulation.PostAsync("/control/outside", JsonSerializer.Serialize(new
        {
            numbers = new Dictionary<string, object> { [Simulation.Maria] = new { behaviour, afterSeconds = after } },
        }));
        await simulation.CommandAsync("ann", "dial", new { destination = "tel:+12025550143" }, 201);
        await simulation.AdvanceAsync(60);
        var end = Story.Bodies(simulation, "ann")[^1]["data"]!;
        Assert.Equal("disconnected", end["state"]!.GetValue<string>());
        Assert.Null(end["answered"]);
    }

    [Fact]
    public async Task A_colleague_who_is_dialled_gets_a_leg_of_the_same_session()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
        await simulation.CommandAsync("ann", "dial", new { destination = "1102" }, 201);
        await simulation.AdvanceAsync(2);
        await simulation.CommandAsync("bo", "answer", new { callId = await simulation.CallIdAsync("bo") });
        await simulation.AdvanceAsync(3);
        await simulation.CommandAsync("bo", "hangup", new { callId = await simulation.CallIdAsync("bo") });
        await simulation.SettleAsync();
        Story.Check(simulation, "ann", """
            0 created originated   alerting     clickToDial 1102
            1 updated updated      connecting   originator  1102 desk
            1 updated updated      alerting     originator  1102 desk
            2 updated answered     connected    originator  1102 desk
            5 deleted disconnected disconnected originator  1102 desk
            """);
        Story.Check(simulation, "bo", """
            0 created received     alerting     terminator 1101
            0 updated updated      alerting     terminator 1101 app
            0 updated answered     connected    terminator 1101 desk
            3 deleted disconnected disconnected terminator 1101 desk
            """);
        var remote = Story.Bodies(simulation, "bo")[0]["data"]!["remoteParty"]!;
        Assert.Equal(("Ann Berg", "location", simulation.Id("ann")), (remote["name"]!.GetValue<string>(), remote["callType"]!.GetValue<string>(), remote["personId"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("1106", "1106", "organization")]
    [InlineData("frank.moss@nordlys.example", "1106", "organization")]
    [InlineData("4085550104", "1104", "location")]
    [InlineData("2223334444", "+12223334444", "external")]
    [InlineData("sip:somebody@elsewhere.example", "somebody@elsewhere.example", "external")]
    [InlineData("911", "911", "emergency")]
    [InlineData("*73", "*73", "location")]
    public async Task A_destination_may_have_any_of_the_documented_forms(string destination, string number, string callType)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.CommandAsync("ann", "dial", new { destination }, 201);
        var remote = (await simulation.CallsAsync("ann"))[0]!["remoteParty"]!;
        Assert.Equal((number, callType), (remote["number"]!.GetValue<string>(), remote["callType"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{}""", "destination is required")]
    [InlineData("""{"destination":"call my mother"}""", "destination is not a number")]
    [InlineData("""{"destination":"+12025550143","endpointId":"abc"}""", "endpointId is not an endpoint")]
    [InlineData("""{"destination":"+12025550143","volume":11}""", "Unrecognized field \"volume\"")]
    [InlineData("""{"destination":"+12025550143","singleNumberReachPhoneNumber":"+12223334444"}""", "singleNumberReachPhoneNumber")]
    [InlineData("""{"destination":17}""", "destination must be a string")]
    [InlineData("""{"destination":""", "malformed syntax")]
    [InlineData("""{"destination":"+12025550143","lineOwnerId":"nobody"}""", "lineOwnerId")]
    public async Task A_dial_that_cannot_be_carried_out_is_refused(string body, string message)
    {
        await using var simulation = await Simulation.StartAsync();
        var answer = (await simulation.ApiAsync("ann", "POST", "/telephony/calls/dial", body)).Expect(400);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.StartsWith("ROUTERGW_", answer.Of("trackingId"), StringComparison.Ordinal);
        Assert.Empty(await simulation.CallsAsync("ann"));
    }
}
