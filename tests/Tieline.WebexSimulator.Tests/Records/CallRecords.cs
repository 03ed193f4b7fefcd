using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Records;

public class CallRecords
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_ended_call_is_told_by_one_record_per_leg()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("huntGroup", "ann", more: new { ringSeconds = 4, talkSeconds = 30, name = "MARIA" });
        await simulation.AdvanceAsync(600);
        var records = await FeedAsync(simulation);
        Assert.Equal(5, records.Count);
        var answered = records.Single(record => Text(record!, "Answered") == "true")!;
        Assert.Equal(("TERMINATING", Simulation.Maria, "Ann Berg", "SIP_INBOUND"), (Text(answered, "Direction"), Text(answered, "Calling number"), Text(answered, "User"), Text(answered, "Call type")));
        Assert.Equal((30, 4), (answered["Duration"]!.GetValue<int>(), answered["Ring duration"]!.GetValue<int>()));
        Assert.Equal(("Yes-PostRedirection", "HuntGroup", "Success", "Remote"), (Text(answered, "Answer indicator"), Text(answered, "Redirect reason"), Text(answered, "Call outcome"), Text(answered, "Releasing party")));
        Assert.All(records.Where(record => record != answered), record => Assert.Equal("Yes", Text(record!, "Answered Elsewhere")));
        Assert.Single(records.Select(record => Text(record!, "Correlation ID")).Distinct());
        Assert.Equal(5, records.Select(record => Text(record!, "Report ID")).Distinct().Count());
    }

    [Fact]
    public async Task Both_ends_of_a_call_between_colleagues_name_each_other()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("agentToAgent", "bo", from: "ann", more: new { talkSeconds = 60 });
        await simulation.AdvanceAsync(3);
        await simulation.CommandAsync("bo", "hold", new { callId = await simulation.CallIdAsync("bo") });
        await simulation.AdvanceAsync(10);
        await simulation.CommandAsync("bo", "resume", new { callId = await simulation.CallIdAsync("bo") });
        await simulation.AdvanceAsync(600);
        var records = await FeedAsync(simulation);
        var (ann, bo) = (records.Single(record => Text(record!, "User") == "Ann Berg")!, records.Single(record => Text(record!, "User") == "Bo Lind")!);
        Assert.Equal((Text(ann, "Local call ID"), "ORIGINATING", "SIP_ENTERPRISE"), (Text(bo, "Remote call ID"), Text(ann, "Direction"), Text(ann, "Call type")));
        Assert.Equal((10, 0), (bo["Hold Duration"]!.GetValue<int>(), ann["Hold Duration"]!.GetValue<int>()));
        Assert.Equal(("Local", "Remote"), (Text(ann, "Releasing party"), Text(bo, "Releasing party")));
    }

    [Theory]
    [InlineData("rejected", "Refusal", "CallRejected")]
    [InlineData("unanswered", "Success", "NoAnswer")]
    public async Task A_call_that_nobody_took_says_why(string scenario, string outcome, string reason)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync(scenario);
        await simulation.AdvanceAsync(600);
        var record = (await FeedAsync(simulation)).Single()!;
        Assert.Equal((outcome, reason, "false"), (Text(record, "Call outcome"), Text(record, "Call outcome reason"), Text(record, "Answered")));
        Assert.Equal(0, record["Duration"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("busyLine", "UserBusy", "Remote")]
    [InlineData("busy", "UserBusy", "Remote")]
    [InlineData("reject", "UserBusy", "Remote")]
    [InlineData("noAnswer", "NoAnswer", "Remote")]
    [InlineData("colleagueRejects", "UserBusy", "Remote")]
    [InlineData("callerGivesUp", "NoAnswer", "Local")]
    public async Task Whoever_called_in_vain_is_told_why(string happening, string reason, string released)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/people/bo.lind@nordlys.example", $$"""{"lineBusy":{{(happening == "busyLine" ? "true" : "false")}}}""");
        var behaviour = happening is "busy" or "reject" ? happening : "noAnswer";
        var numbers = new Dictionary<string, object> { [Simulation.Maria] = new { behaviour, afterSeconds = 5 } };
        await simulation.PostAsync("/control/outside", JsonSerializer.Serialize(new { numbers }));
        var outside = happening is "busy" or "reject" or "noAnswer";
        await simulation.PostAsync("/control/people/ann.berg@nordlys.example/dial", $$"""{"number":"{{(outside ? Simulation.Maria : "1102")}}"}""");
        await simulation.AdvanceAsync(2);
        if (happening is "colleagueRejects")
        {
            await simulation.CommandAsync("bo", "reject", new { callId = await simulation.CallIdAsync("bo"), action = "busy" });
        }
        else if (happening is "callerGivesUp")
        {
            await simulation.CommandAsync("ann", "hangup", new { callId = await simulation.CallIdAsync("ann") });
        }

        await simulation.AdvanceAsync(600);
        var record = (await FeedAsync(simulation)).Single(record => Text(record!, "User") == "Ann Berg")!;
        Assert.Equal(("ORIGINATING", "Success", reason, released), (Text(record, "Direction"), Text(record, "Call outcome"), Text(record, "Call outcome reason"), Text(record, "Releasing party")));
    }

    [Theory]
    [InlineData("park")]
    [InlineData("divert")]
    [InlineData("transfer")]
    public async Task A_hold_lasts_no_longer_than_the_talk_it_interrupts(string move)
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PlayAsync("alreadyRunning", "ann", "bo", new { talkSeconds = 600 });
        await simulation.CommandAsync("ann", "hold", new { callId = await simulation.CallIdAsync("ann") });
        await simulation.AdvanceAsync(10);
        await simulation.CommandAsync("bo", move, await MoveAsync(simulation, move), move == "park" ? 200 : 204);
        await simulation.AdvanceAsync(20);
        await simulation.CommandAsync("ann", "hangup", new { callId = await simulation.CallIdAsync("ann") });
        await simulation.AdvanceAsync(600);
        Assert.Equal(move == "transfer" ? 15 : 10, (await FeedAsync(simulation)).Single(record => Text(record!, "User") == "Ann Berg")!["Hold Duration"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("cdr_feed", 10, 5, 200)]
    [InlineData("cdr_feed", 4, 1, 400)]
    [InlineData("cdr_feed", 2881, 5, 400)]
    [InlineData("cdr_feed", 10, 10, 400)]
    [InlineData("cdr_stream", 60, 1, 200)]
    [InlineData("cdr_stream", 60, 0, 400)]
    [InlineData("cdr_stream", 121, 0.5, 400)]
    [InlineData("cdr_stream", 180, 2, 400)]
    [InlineData("cdr_stream", 721, 700, 400)]
    public async Task Each_feed_has_its_window(string feed, double fromMinutesAgo, double toMinutesAgo, int status)
    {
        await using var simulation = await Simulation.StartAsync();
        (await AskAsync(simulation, feed, Start.AddMinutes(-fromMinutesAgo), Start.AddMinutes(-toMinutesAgo))).Expect(status);
    }

    [Fact]
    public async Task Role_and_scope_are_both_needed()
    {
        await using var simulation = await Simulation.StartAsync();
        (await AskAsync(simulation, "cdr_feed", Start.AddHours(-1), Start, "ann")).Expect(403);
        await simulation.PostAsync("/control/people/admin@nordlys.example", """{"roles":["Full Administrator"]}""");
        Assert.Contains("Detailed Call History", (await AskAsync(simulation, "cdr_feed", Start.AddHours(-1), Start)).Expect(403).Text, StringComparison.Ordinal);
        (await simulation.ApiAsync("admin", "GET", "/cdr_feed?startTime=yesterday&endTime=today")).Expect(403);
    }

    [Fact]
    public async Task Pages_follow_the_link_and_the_rate_is_limited()
    {
        await using var simulation = await Simulation.StartAsync();
        for (var call = 0; call < 101; call++)
        {
            await simulation.PlayAsync("huntGroup", "ann", more: new { ringSeconds = 0, talkSeconds = 0 });
        }

        await simulation.AdvanceAsync(600);
        var first = (await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5), more: "&max=1")).Expect(200);
        Assert.Equal(500, first.Items.Count);
        var limited = (await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5))).Expect(429);
        Assert.Equal("60", limited.Headers.GetValues("Retry-After").Single());
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        var second = (await simulation.SendAsync("GET", next, null, simulation.Token("admin"))).Expect(200);
        Assert.False(second.Headers.Contains("Link"));
        Assert.Equal(505, first.Items.Concat(second.Items).Select(record => Text(record!, "Report ID")).Distinct().Count());
        for (var page = 2; page <= 10; page++)
        {
            (await simulation.SendAsync("GET", next, null, simulation.Token("admin"))).Expect(200);
        }

        (await simulation.SendAsync("GET", next, null, simulation.Token("admin"))).Expect(429);
        await simulation.AdvanceAsync(60);
        (await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5))).Expect(200);
    }

    [Fact]
    public async Task A_location_narrows_the_records()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.PostAsync("/control/switches", """{"callRecordsAreLimited":false}""");
        await simulation.PlayAsync("answered", "frank");
        await simulation.PlayAsync("answered", "ann");
        await simulation.AdvanceAsync(600);
        Assert.Single((await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5), more: "&locations=Aarhus")).Expect(200).Items);
        Assert.Equal(2, (await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5), more: "&locations=Aarhus,Oakland")).Expect(200).Items.Count);
        (await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5), more: "&locations=" + string.Join(',', Enumerable.Repeat("x", 11)))).Expect(400);
    }

    /// <summary>What Bo sends Ann away with; for a transfer he has called Carla, who took the call within five seconds.</summary>
    private static async Task<object> MoveAsync(Simulation simulation, string move)
    {
        var callId = await simulation.CallIdAsync("bo");
        if (move != "transfer")
        {
            return move == "park" ? new { callId } : new { callId, destination = "1103" };
        }

        await simulation.PostAsync("/control/people/bo.lind@nordlys.example/dial", """{"number":"1103"}""");
        await simulation.AdvanceAsync(2);
        await simulation.CommandAsync("carla", "answer", new { callId = await simulation.CallIdAsync("carla"), endpointId = simulation.Endpoint("carla", "APPLICATION") });
        await simulation.AdvanceAsync(3);
        return new { callId1 = callId, callId2 = await simulation.CallIdAsync("bo", 1) };
    }

    private static string? Text(JsonNode record, string key) => record[key]?.GetValue<string>();

    private static async Task<JsonArray> FeedAsync(Simulation simulation) => (await AskAsync(simulation, "cdr_feed", Start, Start.AddMinutes(5))).Expect(200).Items;

    private static Task<Answer> AskAsync(Simulation simulation, string feed, DateTimeOffset from, DateTimeOffset to, string who = "admin", string more = "") =>
        simulation.ApiAsync(who, "GET", string.Create(CultureInfo.InvariantCulture, $"/{feed}?startTime={from:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}&endTime={to:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}{more}"));
}
