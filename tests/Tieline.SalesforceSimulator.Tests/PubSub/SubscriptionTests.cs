using System.Text.Json.Nodes;
using Eventbus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Flow control, signs of life, and coming back.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Topic = "/data/ContactChangeEvent";
    private const string Prefix = "sfdc.platform.eventbus.grpc.";
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        admin = await org.AsAsync("admin");
        await admin.SelectAsync("Contact");
        client = await PubSubClient.OpenAsync(org, admin);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await org.DisposeAsync();
    }

    private Task<string> ContactAsync(string name) => admin.NewIdAsync("Contact", new { LastName = name });

    private async Task ContactsAsync(int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject { ["attributes"] = new JsonObject { ["type"] = "Contact" }, ["LastName"] = $"Row {i}" });
        (await admin.SendAsync("POST", "composite/sobjects", new JsonObject { ["records"] = new JsonArray([.. rows]) })).Is(200);
    }

    private Task AdvanceAsync(double seconds) => org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = seconds });

    private static async Task<int> CountAsync(Listener listener)
    {
        var count = 0;
        do count += (await listener.AnswerAsync())!.Events.Count;
        while (listener.Last.PendingNumRequested > 0);
        return count;
    }

    [Fact]
    public async Task A_subscriber_gets_as_many_as_he_asked_for_and_more_when_he_asks_again()
    {
        using var listener = await client.SubscribeAsync(Topic, requested: 2);
        await ContactsAsync(5);
        Assert.Equal(2, await CountAsync(listener));
        await listener.AskAsync(1);
        Assert.Equal(1, await CountAsync(listener));
        await listener.AskAsync(new FetchRequest { TopicName = Topic, NumRequested = 2, ReplayPreset = ReplayPreset.Earliest });
        Assert.Equal(2, await CountAsync(listener));
        Assert.Equal(Replay.Number(listener.Last.Events[^1].ReplayId), Replay.Number(listener.Last.LatestReplayId));
    }

    [Fact]
    public async Task Requests_add_up_to_a_hundred_and_no_more()
    {
        using var listener = await client.SubscribeAsync(Topic, requested: 80);
        await listener.AskAsync(2_000_000_000);
        await listener.AskAsync(80);
        // A sign of life tells that all three requests were read.
        await Waiting.UntilAsync(async () =>
        {
            await AdvanceAsync(270);
            return (await listener.AnswerAsync())!.PendingNumRequested == 100;
        });
        await ContactsAsync(150);
        Assert.Equal(100, await CountAsync(listener));
        await listener.AskAsync(100);
        Assert.Equal(50, (await listener.AnswerAsync())!.Events.Count);
        Assert.Equal(50, listener.Last.PendingNumRequested);
    }

    [Fact]
    public async Task An_empty_stream_has_a_place_to_come_back_to_as_well()
    {
        using var listener = await client.SubscribeAsync(Topic, preset: ReplayPreset.Earliest);
        await AdvanceAsync(270);
        var place = Replay.Number((await listener.AnswerAsync())!.LatestReplayId);
        var id = await ContactAsync("the first");
        using var back = await client.SubscribeAsync(Topic, preset: ReplayPreset.Custom, after: place);
        Assert.Equal([id], (await back.NextAsync()).RecordIds);
    }

    [Fact]
    public async Task Silence_is_broken_with_a_place_to_come_back_to()
    {
        using var listener = await client.SubscribeAsync(Topic, requested: 5);
        await AdvanceAsync(269);
        await AdvanceAsync(1);
        var alive = (await listener.AnswerAsync())!;
        Assert.Empty(alive.Events);
        Assert.Equal(5, alive.PendingNumRequested);
        var id = await ContactAsync("While away");
        using var back = await client.SubscribeAsync(Topic, preset: ReplayPreset.Custom, after: Replay.Number(alive.LatestReplayId));
        Assert.Equal([id], (await back.NextAsync()).RecordIds);
    }

    [Fact]
    public async Task Who_comes_back_gets_what_he_missed_in_order()
    {
        using (var listener = await client.SubscribeAsync(Topic)) await ContactAsync("heard");
        using var all = await client.SubscribeAsync(Topic, preset: ReplayPreset.Earliest);
        var heard = await all.NextAsync();
        var missed = new[] { await ContactAsync("one"), await ContactAsync("two"), await ContactAsync("three") };
        using var back = await client.SubscribeAsync(Topic, preset: ReplayPreset.Custom, after: heard.ReplayId);
        foreach (var id in missed) Assert.Equal([id], (await back.NextAsync()).RecordIds);
        using var fresh = await client.SubscribeAsync(Topic);
        var next = await ContactAsync("four");
        Assert.Equal([next], (await fresh.NextAsync()).RecordIds);
    }

    [Fact]
    public async Task Events_are_kept_for_three_days()
    {
        using var listener = await client.SubscribeAsync(Topic);
        await ContactAsync("old");
        var old = (await listener.NextAsync()).ReplayId;
        await AdvanceAsync(3600);
        await org.ControlAsync("switches", new JsonObject { ["sessionEndEndsSubscription"] = false });
        var id = await ContactAsync("newer");
        await AdvanceAsync((71 * 3600) + 1);
        admin = await org.AsAsync("admin");
        using var again = await PubSubClient.OpenAsync(org, admin);
        using var earliest = await again.SubscribeAsync(Topic, preset: ReplayPreset.Earliest);
        Assert.Equal([id], (await earliest.NextAsync()).RecordIds);
        using var expired = await again.SubscribeAsync(Topic, preset: ReplayPreset.Custom, after: old);
        Assert.Equal((StatusCode.InvalidArgument, Prefix + "subscription.fetch.replayid.validation.failed"), await expired.EndAsync());
    }

    [Theory]
    [InlineData("0000000000000001", "validation.failed")]
    [InlineData("7FFFFFFFFFFFFFFF", "validation.failed")]
    [InlineData("FFFFFFFFFFFFFFFF", "validation.failed")]
    [InlineData("", "corrupted")]
    [InlineData("0102", "corrupted")]
    public async Task A_replay_id_that_is_none_is_refused(string hex, string problem)
    {
        using var call = new Listener(client, client.Calls.Subscribe(client.Metadata));
        await call.AskAsync(new FetchRequest { TopicName = Topic, NumRequested = 1, ReplayPreset = ReplayPreset.Custom, ReplayId = ByteString.CopyFrom(Convert.FromHexString(hex)) });
        Assert.Equal((StatusCode.InvalidArgument, Prefix + "subscription.fetch.replayid." + problem), await call.EndAsync());
    }

    [Theory]
    [InlineData("/data/ChangeEvents", 1)]
    [InlineData("", 0)]
    [InlineData(Topic, -1)]
    public async Task A_further_request_that_makes_no_sense_ends_the_subscription(string topic, int requested)
    {
        using var listener = await client.SubscribeAsync(Topic, requested: 1);
        await listener.AskAsync(new FetchRequest { TopicName = topic, NumRequested = requested });
        Assert.Equal(StatusCode.InvalidArgument, (await listener.EndAsync()).Status);
    }

    [Fact]
    public async Task Who_asks_for_nothing_more_is_let_go_after_a_minute()
    {
        using var listener = await client.SubscribeAsync(Topic, requested: 1);
        await AdvanceAsync(120);
        await ContactAsync("the one");
        await listener.NextAsync();
        await AdvanceAsync(59);
        await listener.AskAsync(1);
        await ContactAsync("another");
        await listener.NextAsync();
        await AdvanceAsync(61);
        Assert.Equal((StatusCode.OK, null), await listener.EndAsync());
    }

    [Fact]
    public async Task A_subscription_ends_with_its_session()
    {
        using var listener = await client.SubscribeAsync(Topic);
        await org.ControlAsync("session/expire", new JsonObject { ["user"] = "admin@nordlys.example" });
        Assert.Equal((StatusCode.Unauthenticated, Prefix + "service.auth.error"), await listener.EndAsync());
    }
}
