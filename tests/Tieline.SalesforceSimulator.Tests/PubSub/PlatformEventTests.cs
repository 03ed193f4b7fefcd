using System.Text.Json.Nodes;
using Avro;
using Avro.Generic;
using Avro.IO;
using Eventbus.V1;
using Google.Protobuf;
using Grpc.Core;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Platform events: deployed, published over REST and gRPC, heard.</summary>
public sealed class PlatformEventTests : IAsyncLifetime
{
    private const string Topic = "/event/Call__e";
    private Deployer to = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        client = await PubSubClient.OpenAsync(to.Org, to.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await to.DisposeAsync();
    }

    private static Package Events(string behavior = "PublishAfterCommit", params string[] fields) => new Package().With("CustomObject", "Call__e", "objects/Call__e.object",
        $"<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>{Package.Field("Number__c", "Text", "<length>20</length><required>true</required>")}{Package.Field("Seconds__c", "Number", "<precision>6</precision><scale>0</scale>")}"
        + $"{Package.Field("At__c", "DateTime")}{string.Concat(fields)}<label>Call</label><pluralLabel>Calls</pluralLabel><publishBehavior>{behavior}</publishBehavior>");

    private async Task<ProducerEvent> EventAsync(string? number, double? seconds = null, string id = "")
    {
        var schemaId = (await client.Calls.GetTopicAsync(new TopicRequest { TopicName = Topic }, client.Metadata)).SchemaId;
        var schema = (RecordSchema)global::Avro.Schema.Parse((await client.Calls.GetSchemaAsync(new SchemaRequest { SchemaId = schemaId }, client.Metadata)).SchemaJson);
        var record = new GenericRecord(schema);
        record.Add("CreatedDate", 1L);
        record.Add("CreatedById", to.Admin.UserId);
        (string, object?)[] values = [("Number__c", number), ("Seconds__c", seconds), ("At__c", 1_800_000_000_000L)];
        foreach (var (name, value) in values) record.Add(name, value);
        using var stream = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(schema).Write(record, new BinaryEncoder(stream));
        return new ProducerEvent { Id = id, SchemaId = schemaId, Payload = ByteString.CopyFrom(stream.ToArray()) };
    }

    private async Task<PublishResponse> PublishAsync(params ProducerEvent[] events)
    {
        var request = new PublishRequest { TopicName = Topic };
        request.Events.AddRange(events);
        return await client.Calls.PublishAsync(request, client.Metadata);
    }

    [Fact]
    public async Task An_event_saved_over_REST_is_heard_and_is_no_record()
    {
        await to.DeployedAsync(Events());
        var topic = await client.Calls.GetTopicAsync(new TopicRequest { TopicName = Topic }, client.Metadata);
        Assert.Equal((true, true), (topic.CanPublish, topic.CanSubscribe));
        using var listener = await client.SubscribeAsync(Topic);
        var saved = (await to.Admin.CreateAsync("Call__e", new { Number__c = "+4512345678", Seconds__c = 7 })).Is(201).Body!;
        Assert.Equal(("OPERATION_ENQUEUED", true), ((string)saved["errors"]![0]!["statusCode"]!, (bool)saved["success"]!));
        Assert.StartsWith("e00", (string)saved["id"]!, StringComparison.Ordinal);
        var heard = await listener.NextAsync();
        Assert.Equal((saved["errors"]![0]!["message"]!.ToString(), "+4512345678", 7.0, to.Admin.UserId), (heard.Id, (string)heard["Number__c"]!, (double)heard["Seconds__c"]!, (string)heard["CreatedById"]!));
        Assert.Null(heard["At__c"]);
        (await to.Admin.QueryAsync("SELECT Id FROM Call__e")).Refused("INVALID_TYPE");
        (await to.Admin.GetAsync("sobjects/Call__e/" + (string)saved["id"]!)).Refused("NOT_FOUND", 404);
        (await to.Admin.CreateAsync("Call__e", new { Seconds__c = 7 })).Refused("REQUIRED_FIELD_MISSING");
        var describe = (await to.Admin.GetAsync("sobjects/Call__e/describe")).Is(200).Body!;
        Assert.Equal((true, false, true), ((bool)describe["createable"]!, (bool)describe["queryable"]!, (bool)describe["custom"]!));
    }

    [Theory]
    [InlineData("PublishAfterCommit", "kept")]
    [InlineData("PublishImmediately", "undone")]
    public async Task An_event_of_a_transaction_that_is_undone_is_sent_only_when_it_does_not_wait(string behavior, string first)
    {
        await to.DeployedAsync(Events(behavior));
        using var listener = await client.SubscribeAsync(Topic);
        var outcomes = (await to.Admin.SendAsync("POST", "composite/sobjects", JsonNode.Parse("""{"allOrNone":true,"records":[{"attributes":{"type":"Call__e"},"Number__c":"undone"},{"attributes":{"type":"Call__e"}}]}"""))).Is(200).Body!.AsArray();
        Assert.Equal([false, false], outcomes.Select(o => (bool)o!["success"]!));
        await to.Admin.NewIdAsync("Call__e", new { Number__c = "kept" });
        Assert.Equal(first, (string)(await listener.NextAsync())["Number__c"]!);
    }

    [Fact]
    public async Task An_event_sent_at_once_is_sent_once_also_when_saves_take_time()
    {
        await to.DeployedAsync(Events("PublishImmediately"));
        using var listener = await client.SubscribeAsync(Topic);
        await to.Org.ControlAsync("saving", new JsonObject { ["takesSeconds"] = 1, ["waitsSeconds"] = 0 });
        var save = to.Admin.CreateAsync("Call__e", new { Number__c = "one" });
        await Waiting.UntilAsync(async () => (int)(await to.Org.GetJsonAsync("/control/faults"))["waiting"]! == 1);
        await to.StepAsync(1);
        (await save).Is(201);
        await to.Org.ControlAsync("saving", new JsonObject { ["takesSeconds"] = 0, ["waitsSeconds"] = 0 });
        await to.Admin.NewIdAsync("Call__e", new { Number__c = "two" });
        Assert.Equal(["one", "two"], [(string)(await listener.NextAsync())["Number__c"]!, (string)(await listener.NextAsync())["Number__c"]!]);
    }

    [Fact]
    public async Task A_batch_is_published_with_a_result_for_each_event()
    {
        await to.DeployedAsync(Events());
        using var listener = await client.SubscribeAsync(Topic);
        var wrong = await EventAsync("x");
        wrong.SchemaId = "nonsense";
        var broken = await EventAsync("x");
        broken.Payload = ByteString.CopyFrom([1, 2, 3]);
        var response = await PublishAsync(await EventAsync("one", 5, "mine"), wrong, broken, await EventAsync(null), await EventAsync("two"));
        Assert.Equal([false, true, true, true, false], response.Results.Select(r => r.Error is not null));
        Assert.Equal(("mine", ErrorCode.Publish), (response.Results[0].CorrelationKey, response.Results[1].Error.Code));
        Assert.StartsWith("REQUIRED_FIELD_MISSING", response.Results[3].Error.Msg, StringComparison.Ordinal);
        var (one, two) = (await listener.NextAsync(), await listener.NextAsync());
        Assert.Equal(("one", "mine", 5.0, 1_800_000_000_000L, "two"), ((string)one["Number__c"]!, one.Id, (double)one["Seconds__c"]!, (long)one["At__c"]!, (string)two["Number__c"]!));
        Assert.Equal(Replay.Number(response.Results[0].ReplayId), one.ReplayId);
        var empty = await Assert.ThrowsAsync<RpcException>(() => PublishAsync());
        Assert.Equal(StatusCode.InvalidArgument, empty.StatusCode);
    }

    [Fact]
    public async Task A_stream_of_batches_is_answered_one_by_one_and_closed_after_70_seconds_of_silence()
    {
        await to.DeployedAsync(Events());
        using var call = client.Calls.PublishStream(client.Metadata);
        for (var batch = 0; batch < 2; batch++)
        {
            var request = new PublishRequest { TopicName = batch == 0 ? Topic : "" };
            request.Events.Add(await EventAsync("n" + batch));
            await call.RequestStream.WriteAsync(request, TestContext.Current.CancellationToken);
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Null(call.ResponseStream.Current.Results[0].Error);
            await to.StepAsync(69);
        }

        var next = call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
        await to.StepAsync(2);
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => next.WaitAsync(TimeSpan.FromSeconds(20)))).StatusCode);
    }

    [Fact]
    public async Task Events_are_published_on_their_own_topic_only()
    {
        await to.DeployedAsync(Events());
        await to.Admin.SelectAsync("Account");
        var request = new PublishRequest { TopicName = "/data/AccountChangeEvent" };
        request.Events.Add(await EventAsync("x"));
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.PublishAsync(request, client.Metadata))).StatusCode);
        using var call = client.Calls.PublishStream(client.Metadata);
        await call.RequestStream.WriteAsync(new PublishRequest { TopicName = Topic, Events = { await EventAsync("a") } }, TestContext.Current.CancellationToken);
        await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task A_channel_of_platform_events_filters_them()
    {
        await to.DeployedAsync(Events()
            .With("PlatformEventChannel", "Calls__chn", "platformEventChannels/Calls__chn.platformEventChannel", "<channelType>event</channelType><label>Calls</label>")
            .With("PlatformEventChannelMember", "Calls_Call", "platformEventChannelMembers/Calls_Call.platformEventChannelMember", "<eventChannel>Calls__chn</eventChannel><filterExpression>Seconds__c &gt; 10</filterExpression><selectedEntity>Call__e</selectedEntity>"));
        using var listener = await client.SubscribeAsync("/event/Calls__chn");
        await to.Admin.NewIdAsync("Call__e", new { Number__c = "short", Seconds__c = 1 });
        await to.Admin.NewIdAsync("Call__e", new { Number__c = "long", Seconds__c = 11 });
        Assert.Equal("long", (string)(await listener.NextAsync())["Number__c"]!);
        Assert.NotEmpty((await client.Calls.GetTopicAsync(new TopicRequest { TopicName = "/event/Calls__chn" }, client.Metadata)).SchemaId);
        await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.GetTopicAsync(new TopicRequest { TopicName = "/data/Calls__chn" }, client.Metadata));
        (await to.Admin.TrySelectAsync("Calls__chn", "Account")).Refused("FIELD_INTEGRITY_EXCEPTION");
    }

    [Theory]
    [InlineData("<deploymentStatus>Deployed</deploymentStatus><eventType>StandardVolume</eventType><label>C</label><pluralLabel>C</pluralLabel>", "New platform events are of the event type HighVolume")]
    [InlineData("<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>C</label><pluralLabel>C</pluralLabel><sharingModel>ReadWrite</sharingModel>", "Can not specify 'sharingModel' for a platform event")]
    [InlineData("<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>C</label>", "Must specify a non-empty pluralLabel for the CustomObject")]
    public async Task An_event_that_cannot_be_is_refused(string elements, string problem) =>
        Assert.Equal(problem, (await to.ProblemsAsync(new Package().With("CustomObject", "Call__e", "objects/Call__e.object", elements)))["Call__e"]);

    [Theory]
    [InlineData("Email", "", "A platform event has no fields of type Email")]
    [InlineData("Text", "<length>5</length><unique>true</unique>", "Can not specify 'unique' for a field of a platform event")]
    public async Task A_field_that_no_event_has_is_refused(string type, string more, string problem) =>
        Assert.Equal(problem, (await to.ProblemsAsync(Events(fields: Package.Field("More__c", type, more))))["Call__e.More__c"]);
}
