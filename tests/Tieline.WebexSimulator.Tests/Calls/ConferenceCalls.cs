using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Calls;

public class ConferenceCalls
{
    private const string Path = "/telephony/conference";

    [Fact]
    public async Task The_host_joins_two_calls_and_everybody_hears_everybody()
    {
        await using var simulation = await WithTwoCallsAsync();
        await simulation.HearAsync("ann", "telephony_conference");
        Assert.Equal("{}", (await simulation.ApiAsync("ann", "GET", Path)).Expect(200).Text);
        var ids = await IdsAsync(simulation);
        (await simulation.ApiAsync("ann", "POST", Path, new { callIds = ids })).Expect(204);
        Assert.Equal(["connected", "connected"], (await simulation.CallsAsync("ann")).Select(call => call!["state"]!.GetValue<string>()));
        var conference = (await simulation.ApiAsync("ann", "GET", Path)).Expect(200);
        Assert.Equal("connected", conference.Of("state"));
        Assert.Equal(ids, conference.Json["participants"]!.AsArray().Select(part => part!["callId"]!.GetValue<string>()));
        Assert.Equal("telephony_conference created", await simulation.HeardAsync("ann"));
    }

    [Fact]
    public async Task The_host_holds_resumes_mutes_and_deafens()
    {
        await using var simulation = await WithTwoCallsAsync();
        var ids = await StartAsync(simulation);
        await simulation.HearAsync("ann", "telephony_conference");
        await DoAsync("hold", null, "held");
        await DoAsync("resume", null, "connected");
        await DoAsync("mute", null, "connected muted");
        await DoAsync("mute", new { callId = ids[0] }, "connected muted 0:muted");
        await DoAsync("unmute", null, "connected 0:muted");
        await DoAsync("deafen", new { callId = ids[1] }, "connected 0:muted 1:deafened");
        await DoAsync("unmute", new { callId = ids[0] }, "connected 1:deafened");
        await DoAsync("undeafen", new { callId = ids[1] }, "connected");
        await DoAsync("undeafen", new { callId = ids[1] }, "connected");
        await simulation.SettleAsync();
        Assert.Equal(8, Story.Bodies(simulation, "ann").Count);

        async Task DoAsync(string command, object? body, string expected)
        {
            (await simulation.ApiAsync("ann", "POST", $"{Path}/{command}", body)).Expect(204);
            var now = (await simulation.ApiAsync("ann", "GET", Path)).Json;
            var parts = now["participants"]!.AsArray().Select((part, index) =>
                (Flag(part!, "muted") ? $" {index}:muted" : "") + (Flag(part!, "deafened") ? $" {index}:deafened" : ""));
            Assert.Equal(expected, now["state"]!.GetValue<string>() + (Flag(now, "muted") ? " muted" : "") + string.Concat(parts));
        }

        static bool Flag(System.Text.Json.Nodes.JsonNode node, string name) => node[name]!.GetValue<bool>();
    }

    [Fact]
    public async Task A_third_call_is_added_and_the_conference_ends_with_the_last_but_one()
    {
        await using var simulation = await WithTwoCallsAsync();
        var ids = await StartAsync(simulation);
        await simulation.HearAsync("ann", "telephony_conference");
        await simulation.CommandAsync("ann", "dial", new { destination = "+12025550188" }, 201);
        await simulation.AdvanceAsync(20);
        Assert.Equal("held", (await simulation.ApiAsync("ann", "GET", Path)).Of("state"));
        var third = await simulation.CallIdAsync("ann", 2);
        (await simulation.ApiAsync("ann", "POST", Path + "/addParticipant", new { callId = third })).Expect(204);
        (await simulation.ApiAsync("ann", "POST", Path + "/addParticipant", new { callId = third })).Expect(400);
        Assert.Equal(("connected", 3), ((await simulation.ApiAsync("ann", "GET", Path)).Of("state"), (await simulation.ApiAsync("ann", "GET", Path)).Json["participants"]!.AsArray().Count));
        await simulation.CommandAsync("ann", "hangup", new { callId = ids[0] });
        await simulation.CommandAsync("ann", "hangup", new { callId = ids[1] });
        Assert.Equal("{}", (await simulation.ApiAsync("ann", "GET", Path)).Text);
        Assert.Equal([third], (await simulation.CallsAsync("ann")).Select(call => call!["id"]!.GetValue<string>()));
        Assert.Equal("telephony_conference updated, telephony_conference updated, telephony_conference updated, telephony_conference deleted", await simulation.HeardAsync("ann"));
        Assert.Equal("disconnected", Spaces.Data(simulation, "ann", 3)["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Released_it_lets_everybody_go()
    {
        await using var simulation = await WithTwoCallsAsync();
        await StartAsync(simulation);
        (await simulation.ApiAsync("ann", "DELETE", Path)).Expect(204);
        Assert.Empty(await simulation.CallsAsync("ann"));
        (await simulation.ApiAsync("ann", "DELETE", Path)).Expect(404);
    }

    [Fact]
    public async Task A_transfer_takes_the_host_out_and_leaves_the_two_others_talking()
    {
        await using var simulation = await WithTwoCallsAsync();
        await StartAsync(simulation);
        await simulation.CommandAsync("ann", "transfer", new { });
        Assert.Equal("{}", (await simulation.ApiAsync("ann", "GET", Path)).Text);
        Assert.Empty(await simulation.CallsAsync("ann"));
        var talking = (await simulation.GetAsync("/control/calls"))["calls"]!.AsArray().SelectMany(call => call!["outside"]!.AsArray())
            .Count(end => end!["state"]!.GetValue<string>() == "connected");
        Assert.Equal(2, talking);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var simulation = await WithTwoCallsAsync();
        var ids = await IdsAsync(simulation);
        (await simulation.ApiAsync("ann", "POST", Path, new { })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path, new { callIds = new[] { ids[0] } })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path, new { callIds = new[] { ids[0], ids[0] } })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path, new { callIds = new[] { ids[0], "nobody" } })).Expect(404);
        (await simulation.ApiAsync("bo", "POST", Path, new { callIds = ids })).Expect(404);
        (await simulation.ApiAsync("ann", "POST", Path + "/hold")).Expect(404);
        await StartAsync(simulation);
        (await simulation.ApiAsync("ann", "POST", Path, new { callIds = ids })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path + "/resume")).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path + "/hold", new { callId = ids[0] })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path + "/deafen", new { })).Expect(400);
        (await simulation.ApiAsync("ann", "POST", Path + "/mute", new { callId = "nobody" })).Expect(404);
    }

    /// <summary>Ann talks with a caller, who is on hold, and with somebody whom she has called.</summary>
    internal static async Task<Simulation> WithTwoCallsAsync()
    {
        var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/outside", """{"deviceAnswersAfterSeconds":1,"answerAfterSeconds":2}""");
        await simulation.PlayAsync("alreadyRunning", more: new { talkSeconds = 9000 });
        await simulation.CommandAsync("ann", "dial", new { destination = "+4520123456" }, 201);
        await simulation.AdvanceAsync(20);
        return simulation;
    }

    internal static async Task<string[]> StartAsync(Simulation simulation)
    {
        var ids = await IdsAsync(simulation);
        (await simulation.ApiAsync("ann", "POST", Path, new { callIds = ids })).Expect(204);
        return ids;
    }

    private static async Task<string[]> IdsAsync(Simulation simulation) => [await simulation.CallIdAsync("ann"), await simulation.CallIdAsync("ann", 1)];
}
