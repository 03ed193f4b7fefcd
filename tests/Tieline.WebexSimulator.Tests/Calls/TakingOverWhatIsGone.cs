using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

/// <summary>Bo talks with Ann; whoever takes part in that by an own device lifts it only after Bo has sent Ann on.</summary>
public class TakingOverWhatIsGone
{
    [Fact]
    public async Task A_talk_that_is_none_any_more_is_not_pulled()
    {
        await using var simulation = await TalkingAsync();
        await simulation.CommandAsync("ann", "pull", new { endpointId = simulation.Endpoint("ann", "APPLICATION") }, 201);
        await SendOnAsync(simulation);
        await simulation.DeviceAsync("ann", "answer", simulation.Endpoint("ann", "APPLICATION"), index: 1);
        Assert.Equal("alerting", Assert.Single(await simulation.CallsAsync("ann"))!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_barges_into_a_talk_that_is_none_any_more()
    {
        await using var simulation = await TalkingAsync();
        await simulation.CommandAsync("carla", "bargeIn", new { target = "1101" }, 201);
        await SendOnAsync(simulation);
        await simulation.DeviceAsync("carla", "answer", simulation.Endpoint("carla", "APPLICATION"));
        Assert.Empty(await simulation.CallsAsync("carla"));
    }

    [Theory]
    [InlineData("pickup", """{"target":"1103"}""")]
    [InlineData("bargeIn", """{"target":"1101"}""")]
    [InlineData("retrieve", """{"destination":"1104"}""")]
    [InlineData("dial", """{"destination":"1102"}""")]
    public async Task Who_has_no_device_takes_nothing_over(string command, string body)
    {
        await using var simulation = await TalkingAsync();
        await simulation.PlayAsync("manual", "carla");
        await simulation.PlayAsync("alreadyRunning", "david", "+12223334444", new { talkSeconds = 600 });
        await simulation.CommandAsync("david", "park", new { callId = await simulation.CallIdAsync("david") }, 200);
        var gus = await simulation.PostAsync("/control/people", """{"email":"gus.dahl@nordlys.example","firstName":"Gus","extension":"1109","deskPhone":false,"app":false}""");
        simulation.Introduce("gus", gus["access_token"]!.GetValue<string>());
        var before = (await simulation.GetAsync("/control/calls"))["calls"]!.AsArray().Count;
        Assert.Contains("no device", (await simulation.CommandAsync("gus", command, body, 400)).Message, StringComparison.Ordinal);
        Assert.Equal(before, (await simulation.GetAsync("/control/calls"))["calls"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_group_does_not_ring_members_without_a_calling_licence()
    {
        await using var simulation = await Simulation.StartAsync();
        var session = await simulation.PlayAsync("manual", "1100");
        var rung = Rung(session);
        Assert.Contains("ann.berg@nordlys.example", rung);
        await simulation.PostAsync("/control/people/1101", """{"licenses":["meetings"]}""");
        Assert.Equal(rung.Where(email => email != "ann.berg@nordlys.example"), Rung(await simulation.PlayAsync("manual", "1100")));

        static List<string> Rung(System.Text.Json.Nodes.JsonNode started) => [.. started["legs"]!.AsArray().Select(leg => leg!["email"]!.GetValue<string>())];
    }

    private static async Task<Simulation> TalkingAsync()
    {
        var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", "ann", "bo", new { talkSeconds = 600 });
        await simulation.PostAsync("/control/outside", """{"deviceAnswersAfterSeconds":null}""");
        return simulation;
    }

    private static async Task SendOnAsync(Simulation simulation) =>
        await simulation.CommandAsync("bo", "divert", new { callId = await simulation.CallIdAsync("bo"), destination = "1104" });
}
