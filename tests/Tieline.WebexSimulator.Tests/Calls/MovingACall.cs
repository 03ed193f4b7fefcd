using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class MovingACall
{
    [Fact]
    public async Task A_ringing_call_is_diverted_to_a_colleague_who_sees_why()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann"), destination = "1102" });
        await simulation.SettleAsync();
        Story.Check(simulation, "ann", """
            0 created received     alerting     terminator +12025550143
            0 updated updated      alerting     terminator +12025550143 app
            0 updated forwarded    alerting     terminator +12025550143 app
            0 deleted disconnected disconnected terminator +12025550143 app
            """);
        Story.Check(simulation, "bo", """
            0 created received     alerting     terminator +12025550143 divert:Ann Berg
            0 updated updated      alerting     terminator +12025550143 app divert:Ann Berg
            """);
    }

    [Fact]
    public async Task A_divert_to_voicemail_takes_the_caller_at_once()
    {
        await using var simulation = await Simulation.StartAsync();
        var session = (await simulation.PlayAsync("manual"))["callSessionId"]!.GetValue<string>();
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann"), toVoicemail = true });
        Assert.Empty(await simulation.CallsAsync("ann"));
        var call = (await simulation.GetAsync("/control/calls"))["calls"]![0]!;
        Assert.Equal(session, call["callSessionId"]!.GetValue<string>());
        Assert.All(call["outside"]!.AsArray(), end => Assert.Equal("connected", end!["state"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("1102", "1102")]
    [InlineData("bo.lind@nordlys.example", "1102")]
    public async Task A_divert_to_a_colleagues_voicemail_does_not_ring_the_colleague(string destination, string number)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann"), destination, toVoicemail = true });
        Assert.Empty(await simulation.CallsAsync("ann"));
        Assert.Empty(await simulation.CallsAsync("bo"));
        var mailbox = (await simulation.GetAsync("/control/calls"))["calls"]![0]!["outside"]![1]!;
        Assert.Equal((number, "Voicemail", "connected"), (mailbox["party"]!["number"]!.GetValue<string>(), mailbox["party"]!["name"]!.GetValue<string>(), mailbox["state"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("+12223334444")]
    [InlineData("1100")]
    [InlineData("7001")]
    public async Task A_voicemail_belongs_to_a_user(string destination)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann"), destination, toVoicemail = true }, 400);
        Assert.Single(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task The_recall_of_a_call_that_hung_up_does_not_bring_back_the_next_one_parked_there()
    {
        await using var simulation = await Simulation.StartAsync();
        var first = (await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 }))["callSessionId"]!.GetValue<string>();
        await simulation.CommandAsync("ann", "park", new { callId = await simulation.CallIdAsync("ann") }, 200);
        await simulation.AdvanceAsync(50);
        await simulation.FarEndAsync(first, "hangup");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.CommandAsync("ann", "park", new { callId = await simulation.CallIdAsync("ann") }, 200);
        await simulation.AdvanceAsync(59);
        Assert.Empty(await simulation.CallsAsync("ann"));
        await simulation.AdvanceAsync(1);
        Assert.Single(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_divert_needs_a_destination_or_the_voicemail()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("ann", "divert", new { callId = await simulation.CallIdAsync("ann") }, 400);
    }

    [Fact]
    public async Task An_attended_transfer_picks_the_two_calls_itself_when_there_are_just_two()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.CommandAsync("ann", "dial", new { destination = "1102" }, 201);
        await simulation.AdvanceAsync(2);
        await simulation.CommandAsync("bo", "answer", new { callId = await simulation.CallIdAsync("bo") });
        await simulation.AdvanceAsync(3);
        await simulation.CommandAsync("ann", "transfer", new { });
        await simulation.SettleAsync();
        Assert.Empty(await simulation.CallsAsync("ann"));
        Story.Check(simulation, "bo", """
            0 created received  alerting  terminator 1101
            0 updated updated   alerting  terminator 1101 app
            0 updated answered  connected terminator 1101 desk
            3 updated updated   connected terminator +12025550143 desk
            """);
    }

    [Fact]
    public async Task A_call_can_be_handed_over_while_the_colleague_still_rings()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("bo");
        var session = (await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 }))["callSessionId"]!.GetValue<string>();
        await simulation.CommandAsync("ann", "dial", new { destination = "1102" }, 201);
        await simulation.AdvanceAsync(2);
        await simulation.CommandAsync("ann", "transfer", new { callId1 = await simulation.CallIdAsync("ann"), callId2 = await simulation.CallIdAsync("ann", 1) });
        Assert.Empty(await simulation.CallsAsync("ann"));
        await simulation.AdvanceAsync(1);
        await simulation.CommandAsync("bo", "answer", new { callId = await simulation.CallIdAsync("bo") });
        await simulation.FarEndAsync(session, "hangup");
        Story.Check(simulation, "bo", """
            0 created received     alerting     terminator 1101
            0 updated updated      alerting     terminator 1101 app
            0 updated updated      alerting     terminator +12025550143 app
            1 updated answered     connected    terminator +12025550143 desk
            1 deleted disconnected disconnected terminator +12025550143 desk
            """);
    }

    [Fact]
    public async Task A_mute_transfer_happens_once_the_destination_answers()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        var first = await simulation.CallIdAsync("ann");
        await simulation.CommandAsync("ann", "transfer", new { callId1 = first, destination = "+4520123456" }, 201);
        await simulation.AdvanceAsync(1);
        Assert.Equal(2, (await simulation.CallsAsync("ann")).Count);
        await simulation.AdvanceAsync(5);
        Assert.Empty(await simulation.CallsAsync("ann"));
    }

    [Fact]
    public async Task A_mute_transfer_that_nobody_answers_leaves_the_call_where_it_was()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/outside", """{"numbers":{"+4520123456":{"behaviour":"noAnswer","afterSeconds":10}}}""");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        var first = await simulation.CallIdAsync("ann");
        await simulation.CommandAsync("ann", "transfer", new { callId1 = first, destination = "+4520123456" }, 201);
        await simulation.AdvanceAsync(30);
        Assert.Equal(first, Assert.Single(await simulation.CallsAsync("ann"))!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unanswered_incoming_call_cannot_be_transferred()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.PlayAsync("manual", from: "+12025550188");
        var body = new { callId1 = await simulation.CallIdAsync("ann"), callId2 = await simulation.CallIdAsync("ann", 1) };
        Assert.Contains("cannot be transferred", (await simulation.CommandAsync("ann", "transfer", body, 400)).Message, StringComparison.Ordinal);
        await simulation.CommandAsync("ann", "transfer", new { }, 400);
    }

    [Fact]
    public async Task A_colleague_retrieves_a_parked_call_under_a_new_call_id()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("bo");
        var session = (await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 }))["callSessionId"]!.GetValue<string>();
        var parked = await simulation.CommandAsync("ann", "park", new { callId = await simulation.CallIdAsync("ann"), isGroupPark = true }, 200);
        var number = parked.Json["parkedAgainst"]!["number"]!.GetValue<string>();
        Assert.Equal("7001", number);
        var retrieved = await simulation.CommandAsync("bo", "retrieve", new { destination = number }, 201);
        Assert.Equal(session, retrieved.Of("callSessionId"));
        await simulation.AdvanceAsync(1);
        Story.Check(simulation, "bo", """
            0 created originated alerting  clickToDial +12025550143
            1 updated answered   connected originator  +12025550143 desk
            """);
        await simulation.CommandAsync("bo", "retrieve", new { destination = number }, 400);
    }

    [Fact]
    public async Task A_parked_call_that_nobody_retrieves_comes_back()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.CommandAsync("ann", "park", new { callId = await simulation.CallIdAsync("ann"), destination = "1103" }, 200);
        await simulation.AdvanceAsync(60);
        var call = Assert.Single(await simulation.CallsAsync("ann"))!;
        Assert.Equal(("alerting", "terminator", "park", "1103"), (call["state"]!.GetValue<string>(), call["personality"]!.GetValue<string>(),
            call["recall"]!["type"]!.GetValue<string>(), call["recall"]!["party"]!["number"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_ringing_call_of_a_colleague_is_picked_up()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("ann", "bo");
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("bo", "pickup", new { target = "1101" }, 201);
        await simulation.AdvanceAsync(1);
        Story.Check(simulation, "ann", """
            0 created received     alerting     terminator +12025550143
            0 updated updated      alerting     terminator +12025550143 app
            1 deleted disconnected disconnected terminator +12025550143 app elsewhere
            """);
        Assert.Equal("connected", (await simulation.CallsAsync("bo"))[0]!["state"]!.GetValue<string>());
        await simulation.CommandAsync("bo", "pickup", new { }, 400);
    }

    [Fact]
    public async Task Somebody_who_barges_in_leaves_when_the_call_ends()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.CommandAsync("bo", "bargeIn", new { target = "1101" }, 201);
        await simulation.AdvanceAsync(1);
        Assert.Equal("connected", (await simulation.CallsAsync("bo"))[0]!["state"]!.GetValue<string>());
        await simulation.CommandAsync("ann", "hangup", new { callId = await simulation.CallIdAsync("ann") });
        Assert.Empty(await simulation.CallsAsync("bo"));
        await simulation.CommandAsync("bo", "bargeIn", new { target = "1101" }, 400);
    }

    [Fact]
    public async Task A_call_is_pulled_to_another_device_and_keeps_its_id()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        var callId = await simulation.CallIdAsync("ann");
        var app = simulation.Endpoint("ann", "APPLICATION");
        await simulation.CommandAsync("ann", "pull", new { endpointId = app }, 201);
        await simulation.AdvanceAsync(1);
        Assert.Equal(callId, Assert.Single(await simulation.CallsAsync("ann"))!["id"]!.GetValue<string>());
        var calls = (await simulation.GetAsync("/control/calls"))["calls"]!.AsArray();
        Assert.Equal(app, calls.SelectMany(call => call!["legs"]!.AsArray()).Single(leg => leg!["callId"]!.GetValue<string>() == callId)!["endpointId"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_assistant_pushes_a_call_to_the_executive()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"executive":"eva.holm@nordlys.example"}""");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 600 });
        await simulation.CommandAsync("ann", "push", new { });
        Assert.Equal("alerting", (await simulation.CallsAsync("eva"))[0]!["state"]!.GetValue<string>());
    }
}
