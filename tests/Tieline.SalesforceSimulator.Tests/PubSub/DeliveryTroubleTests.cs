using System.Text.Json.Nodes;
using Grpc.Core;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>What goes wrong between the org and its subscribers.</summary>
public sealed class DeliveryTroubleTests : IAsyncLifetime
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

    private Task<JsonNode?> FaultAsync(JsonObject fault, string method = "DELIVER", string path = "ContactChangeEvent$") => org.ControlAsync("faults", new JsonObject
    {
        ["match"] = new JsonObject { ["method"] = method, ["path"] = path }, ["times"] = 1, ["fault"] = fault,
    });

    [Fact]
    public async Task A_fault_that_doubles_deliveries_leaves_calls_alone()
    {
        await FaultAsync(new JsonObject { ["kind"] = "duplicate" }, method: "POST", path: "GetTopic$");
        Assert.Equal(Topic, (await client.Calls.GetTopicAsync(new Eventbus.V1.TopicRequest { TopicName = Topic }, client.Metadata)).TopicName);
    }

    [Fact]
    public async Task A_gap_names_records_and_says_nothing_of_them()
    {
        using var listener = await client.SubscribeAsync(Topic);
        var ids = new[] { await ContactAsync("one"), await ContactAsync("two") };
        await listener.NextAsync();
        await listener.NextAsync();
        await org.ControlAsync("changes/gap", new JsonObject { ["object"] = "Contact", ["changeType"] = "DELETE", ["ids"] = new JsonArray(ids[0][..15], ids[1]) });
        var gap = await listener.NextAsync();
        Assert.Equal(("GAP_DELETE", 0, ""), (gap.Type, gap.Given.Length, (string)gap.Header("changeOrigin")));
        Assert.Equal(ids, gap.RecordIds);
        await org.ControlAsync("changes/gap", new JsonObject { ["object"] = "contact" });
        Assert.Equal(["003*"], (await listener.NextAsync()).RecordIds);
        await org.ControlAsync("changes/overflow", new JsonObject { ["object"] = "Contact" });
        var overflow = await listener.NextAsync();
        Assert.Equal(("GAP_OVERFLOW", 0), (overflow.Type, overflow.RecordIds.Length));
    }

    [Theory]
    [InlineData("changes/gap", """{"object":"Account"}""")]
    [InlineData("changes/gap", """{"object":"Contact","changeType":"SNAPSHOT"}""")]
    [InlineData("changes/gap", """{"object":"Contact","ids":["001000000000001"]}""")]
    [InlineData("changes/overflow", "{}")]
    [InlineData("pubsub", """{"keepaliveSeconds":0}""")]
    [InlineData("pubsub", """{"deliveryLimit":-1}""")]
    [InlineData("pubsub/cut", """{"kind":"nonsense"}""")]
    public async Task A_door_refuses_what_makes_no_sense(string door, string body)
    {
        using var response = await org.Http.PostAsync("/control/" + door, TestOrg.Json(JsonNode.Parse(body)), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_subscription_can_be_cut_and_taken_up_where_it_was()
    {
        using var listener = await client.SubscribeAsync(Topic);
        await ContactAsync("heard");
        var heard = await listener.NextAsync();
        Assert.Equal(1, (int)(await org.ControlAsync("pubsub/cut"))!["cut"]!);
        Assert.Equal(StatusCode.Unavailable, (await listener.EndAsync()).Status);
        var id = await ContactAsync("missed");
        using var back = await client.SubscribeAsync(Topic, preset: Eventbus.V1.ReplayPreset.Custom, after: heard.ReplayId);
        Assert.Equal([id], (await back.NextAsync()).RecordIds);
    }

    [Fact]
    public async Task A_delivery_can_be_lost_with_its_connection()
    {
        using var listener = await client.SubscribeAsync(Topic);
        await FaultAsync(new JsonObject { ["kind"] = "cut" });
        await ContactAsync("lost");
        Assert.Equal(StatusCode.Unavailable, (await listener.EndAsync()).Status);
    }

    [Fact]
    public async Task A_delivery_can_come_twice_and_late()
    {
        using var listener = await client.SubscribeAsync(Topic);
        await FaultAsync(new JsonObject { ["kind"] = "duplicate" });
        await ContactAsync("twice");
        Assert.Equal((await listener.NextAsync()).Id, (await listener.NextAsync()).Id);
        await FaultAsync(new JsonObject { ["kind"] = "slow", ["seconds"] = 30 });
        var late = await ContactAsync("late");
        await Waiting.UntilAsync(async () => (int)(await org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        Assert.False(listener.HasAnswer);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 30 });
        Assert.Equal([late], (await listener.NextAsync()).RecordIds);
    }

    [Theory]
    [InlineData("serverUnavailable", StatusCode.Unavailable)]
    [InlineData("internalError", StatusCode.Internal)]
    [InlineData("tooManyRequests", StatusCode.ResourceExhausted)]
    [InlineData("sessionExpired", StatusCode.Unauthenticated)]
    public async Task A_call_meets_a_named_fault(string kind, StatusCode status)
    {
        await FaultAsync(new JsonObject { ["kind"] = kind }, "POST", "/eventbus.v1.PubSub/GetTopic");
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.GetTopicAsync(new Eventbus.V1.TopicRequest { TopicName = Topic }, client.Metadata));
        Assert.Equal(status, refused.StatusCode);
    }

    [Fact]
    public async Task Deliveries_run_out_and_come_back_after_a_day()
    {
        await org.ControlAsync("pubsub", new JsonObject { ["deliveryLimit"] = 3 });
        using var one = await client.SubscribeAsync(Topic);
        using var two = await client.SubscribeAsync(Topic);
        await ContactAsync("counted twice");
        await one.NextAsync();
        await two.NextAsync();
        Assert.Equal((3, 1), await LimitAsync());
        await ContactAsync("for one of them");
        await Waiting.UntilAsync(async () => (await LimitAsync()).Remaining == 0);
        await ContactAsync("for nobody");
        foreach (var listener in new[] { one, two }) Assert.Equal((StatusCode.ResourceExhausted, Prefix + "subscription.limit.exceeded"), await listener.EndAsync());
        using var refused = await client.SubscribeAsync(Topic);
        Assert.Equal(StatusCode.ResourceExhausted, (await refused.EndAsync()).Status);
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 86400 });
        using var next = await PubSubClient.OpenAsync(org, await org.AsAsync("admin"));
        using var back = await next.SubscribeAsync(Topic, preset: Eventbus.V1.ReplayPreset.Earliest);
        await back.NextAsync();
    }

    private async Task<(int Max, int Remaining)> LimitAsync()
    {
        var limit = (await admin.GetAsync("limits")).Is(200).Body!["DailyDeliveredPlatformEvents"]!;
        return ((int)limit["Max"]!, (int)limit["Remaining"]!);
    }
}
