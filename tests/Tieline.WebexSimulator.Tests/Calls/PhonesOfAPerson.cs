using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class PhonesOfAPerson
{
    [Fact]
    public async Task A_desk_phone_without_remote_answer_is_answered_by_hand_or_on_the_app()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("manual", "carla");
        var callId = await simulation.CallIdAsync("carla");
        Assert.Contains("does not support", (await simulation.CommandAsync("carla", "answer", new { callId }, 400)).Message, StringComparison.Ordinal);
        Assert.Contains("does not support", (await simulation.CommandAsync("carla", "answer", new { callId, endpointId = simulation.Endpoint("carla", "DEVICE") }, 400)).Message, StringComparison.Ordinal);
        await simulation.CommandAsync("carla", "answer", new { callId, endpointId = simulation.Endpoint("carla", "APPLICATION") });
        Assert.Equal("connected", (await simulation.CallsAsync("carla"))[0]!["state"]!.GetValue<string>());
        await simulation.PlayAsync("manual", "carla", "+12025550188");
        await simulation.DeviceAsync("carla", "answer", simulation.Endpoint("carla", "DEVICE"), index: 1);
        Assert.Equal(["held", "connected"], (await simulation.CallsAsync("carla")).Select(call => call!["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_desk_phone_that_cannot_mute_says_so()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("david");
        await simulation.PlayAsync("manual", "david");
        await simulation.CommandAsync("david", "answer", new { callId = await simulation.CallIdAsync("david") });
        var call = (await simulation.CallsAsync("david"))[0]!;
        Assert.False(call["muteCapable"]!.GetValue<bool>());
        await simulation.CommandAsync("david", "mute", new { callId = await simulation.CallIdAsync("david") }, 400);
        var told = simulation.Receiver.All.Count;
        await simulation.DeviceAsync("david", "mute");
        Assert.Equal(told, simulation.Receiver.All.Count);
        await simulation.CommandAsync("david", "pull", new { endpointId = simulation.Endpoint("david", "APPLICATION") }, 201);
        await simulation.AdvanceAsync(1);
        Assert.True((await simulation.CallsAsync("david"))[0]!["muteCapable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_preferred_endpoint_answers_when_none_is_named()
    {
        await using var simulation = await Simulation.StartAsync();
        var path = $"/telephony/config/people/{simulation.Id("ann")}/preferredAnswerEndpoint";
        var before = (await simulation.ApiAsync("ann", "GET", path)).Expect(200);
        Assert.True(before.Json.AsObject().ContainsKey("preferredAnswerEndpointId"));
        Assert.Null(before.Json["preferredAnswerEndpointId"]);
        Assert.Equal(["DEVICE", "APPLICATION"], before.Json["endpoints"]!.AsArray().Select(endpoint => endpoint!["type"]!.GetValue<string>()));
        var app = simulation.Endpoint("ann", "APPLICATION");
        (await simulation.ApiAsync("ann", "PUT", path, new { preferredAnswerEndpointId = app })).Expect(204);
        await simulation.PlayAsync("manual");
        await simulation.CommandAsync("ann", "answer", new { callId = await simulation.CallIdAsync("ann") });
        var leg = (await simulation.GetAsync("/control/calls"))["calls"]![0]!["legs"]![0]!;
        Assert.Equal(app, leg["endpointId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_person_reads_and_sets_the_own_preference_under_me()
    {
        await using var simulation = await Simulation.StartAsync();
        const string Mine = "/telephony/config/people/me/settings/";
        Assert.Equal("{}", (await simulation.ApiAsync("eva", "GET", Mine + "preferredAnswerEndpoint")).Expect(200).Text);
        var app = simulation.Endpoint("eva", "APPLICATION");
        (await simulation.ApiAsync("eva", "PUT", Mine + "preferredAnswerEndpoint", new { id = app })).Expect(204);
        Assert.Equal(app, (await simulation.ApiAsync("eva", "GET", Mine + "preferredAnswerEndpoint")).Of("id"));
        var available = (await simulation.ApiAsync("eva", "GET", Mine + "availablePreferredAnswerEndpoints")).Expect(200);
        Assert.True(Assert.Single(available.Json["endpoints"]!.AsArray())!["isPreferredAnswerEndpoint"]!.GetValue<bool>());
        (await simulation.ApiAsync("eva", "PUT", Mine + "preferredAnswerEndpoint", """{"id":null}""")).Expect(204);
        (await simulation.ApiAsync("eva", "PUT", Mine + "preferredAnswerEndpoint", "{}")).Expect(400);
        (await simulation.ApiAsync("eva", "PUT", Mine + "preferredAnswerEndpoint", new { id = simulation.Endpoint("ann", "DEVICE") })).Expect(400);
        (await simulation.ApiAsync("eva", "GET", $"/telephony/config/people/{simulation.Id("ann")}/preferredAnswerEndpoint")).Expect(403);
        (await simulation.ApiAsync("admin", "GET", $"/telephony/config/people/{simulation.Id("ann")}/preferredAnswerEndpoint")).Expect(200);
    }

    [Fact]
    public async Task Somebody_dials_by_hand_on_the_desk_phone()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.ListenAsync("bo");
        await simulation.PostAsync("/control/people/bo.lind@nordlys.example/dial", """{"number":"2025550143"}""");
        await simulation.AdvanceAsync(5);
        Story.Check(simulation, "bo", """
            0 created originated connecting originator +12025550143 desk
            0 updated updated    alerting   originator +12025550143 desk
            2 updated answered   connected  originator +12025550143 desk
            """);
    }

    [Fact]
    public async Task A_busy_line_does_not_ring_but_the_rest_of_the_group_does()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example", """{"lineBusy":true}""");
        await simulation.PlayAsync("manual");
        Assert.DoesNotContain((await simulation.GetAsync("/control/calls"))["calls"]!.AsArray(), call => call!["live"]!.GetValue<bool>());
        await simulation.PlayAsync("manual", "+14085550100");
        Assert.Empty(await simulation.CallsAsync("ann"));
        Assert.Single(await simulation.CallsAsync("bo"));
    }
}
