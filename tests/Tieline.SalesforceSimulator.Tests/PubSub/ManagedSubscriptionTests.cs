using System.Text.Json.Nodes;
using Eventbus.V1;
using Grpc.Core;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Managed subscriptions: the org keeps how far the client has come.</summary>
public sealed class ManagedSubscriptionTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private Deployer to = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartAsync();
        client = await PubSubClient.OpenAsync(to.Org, to.Admin);
        await to.Admin.SelectAsync("Account");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await to.DisposeAsync();
    }

    private Task<OrgAnswer> TryManageAsync(string name, string topic = "/data/AccountChangeEvent", string state = "RUN", string standard = "EARLIEST") => to.Admin.SendAsync("POST", "tooling/sobjects/ManagedEventSubscription", new JsonObject
    {
        ["FullName"] = name, ["Metadata"] = new JsonObject { ["label"] = name, ["topicName"] = topic, ["defaultReplay"] = standard, ["errorRecoveryReplay"] = "LATEST", ["state"] = state, ["version"] = "66.0" },
    });

    private async Task<AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse>> OpenAsync(string name, int requested = 10)
    {
        var call = client.Calls.ManagedSubscribe(client.Metadata);
        await call.RequestStream.WriteAsync(new ManagedFetchRequest { DeveloperName = name, NumRequested = requested }, TestContext.Current.CancellationToken);
        return call;
    }

    private static async Task<ManagedFetchResponse> NextAsync(AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).WaitAsync(Patience));
        return call.ResponseStream.Current;
    }

    private static async Task<StatusCode> EndAsync(AsyncDuplexStreamingCall<ManagedFetchRequest, ManagedFetchResponse> call) =>
        (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).WaitAsync(Patience))).StatusCode;

    [Fact]
    public async Task A_client_that_comes_back_goes_on_after_what_it_committed()
    {
        var id = (await TryManageAsync("Calls")).Is(201).Id;
        await to.Admin.NewIdAsync("Account", new { Name = "one" });
        await to.Admin.NewIdAsync("Account", new { Name = "two" });
        using (var call = await OpenAsync("Calls"))
        {
            var events = new List<ConsumerEvent>();
            while (events.Count < 2) events.AddRange((await NextAsync(call)).Events);
            await call.RequestStream.WriteAsync(new ManagedFetchRequest { CommitReplayIdRequest = new CommitReplayRequest { CommitRequestId = "c1", ReplayId = events[0].ReplayId } }, TestContext.Current.CancellationToken);
            var commit = (await NextAsync(call)).CommitResponse;
            Assert.Equal(("c1", events[0].ReplayId, null), (commit.CommitRequestId, commit.ReplayId, commit.Error));
            await call.RequestStream.WriteAsync(new ManagedFetchRequest { CommitReplayIdRequest = new CommitReplayRequest { CommitRequestId = "c2", ReplayId = Replay.Bytes(1) } }, TestContext.Current.CancellationToken);
            Assert.Equal(ErrorCode.Commit, (await NextAsync(call)).CommitResponse.Error.Code);
        }

        using var again = client.Calls.ManagedSubscribe(client.Metadata);
        await again.RequestStream.WriteAsync(new ManagedFetchRequest { SubscriptionId = id, NumRequested = 10 }, TestContext.Current.CancellationToken);
        var heard = await HeardEvent.ReadAsync(client, Assert.Single((await NextAsync(again)).Events));
        Assert.Equal("two", (string)heard["Name"]!);
    }

    [Fact]
    public async Task A_subscription_that_is_stopped_ends_its_stream_and_takes_no_new_one()
    {
        var id = (await TryManageAsync("Calls")).Is(201).Id;
        using var call = await OpenAsync("Calls");
        await to.Admin.NewIdAsync("Account", new { Name = "one" });
        Assert.Single((await NextAsync(call)).Events);
        (await to.Admin.SendAsync("PATCH", "tooling/sobjects/ManagedEventSubscription/" + id, new JsonObject { ["Metadata"] = new JsonObject { ["state"] = "STOP" } })).Is(204);
        Assert.Equal(StatusCode.FailedPrecondition, await EndAsync(call));
        using var refused = await OpenAsync("Calls");
        Assert.Equal(StatusCode.FailedPrecondition, await EndAsync(refused));
        (await to.Admin.SendAsync("PATCH", "tooling/sobjects/ManagedEventSubscription/" + id, new JsonObject { ["Metadata"] = new JsonObject { ["state"] = "RUN" } })).Is(204);
        using var open = await OpenAsync("Calls");
        Assert.Single((await NextAsync(open)).Events);
        (await to.Admin.SendAsync("DELETE", "tooling/sobjects/ManagedEventSubscription/" + id, null)).Is(204);
        Assert.Equal(StatusCode.FailedPrecondition, await EndAsync(open));
        using var gone = await OpenAsync("Calls");
        Assert.Equal(StatusCode.NotFound, await EndAsync(gone));
    }

    [Fact]
    public async Task A_deployed_subscription_is_the_same_and_keeps_its_place_over_a_restart()
    {
        await to.DeployedAsync(new Package().With("ManagedEventSubscription", "Calls", "managedEventSubscriptions/Calls.managedEventSubscription",
            "<defaultReplay>LATEST</defaultReplay><errorRecoveryReplay>EARLIEST</errorRecoveryReplay><label>Calls</label><state>RUN</state><topicName>/data/AccountChangeEvent</topicName><version>66.0</version>"));
        var row = Assert.Single(await to.ToolingAsync("SELECT Id, DeveloperName, TopicName, State FROM ManagedEventSubscription"))!;
        Assert.Equal(("Calls", "RUN"), ((string)row["DeveloperName"]!, (string)row["State"]!));
        var read = (await to.Admin.GetAsync("tooling/sobjects/ManagedEventSubscription/" + (string)row["Id"]!)).Is(200).Body!;
        Assert.Equal(("Calls", "LATEST"), ((string)read["FullName"]!, (string)read["Metadata"]!["defaultReplay"]!));
        Assert.Contains("was not found", (await to.ProblemsAsync(new Package().With("ManagedEventSubscription", "Bad", "managedEventSubscriptions/Bad.managedEventSubscription",
            "<defaultReplay>LATEST</defaultReplay><errorRecoveryReplay>EARLIEST</errorRecoveryReplay><label>Bad</label><state>RUN</state><topicName>/data/CaseChangeEvent</topicName><version>66.0</version>")))["Bad"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Calls", "/data/NothingChangeEvent", "RUN", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("Calls", "/data/AccountChangeEvent", "WALK", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("9 Calls", "/data/AccountChangeEvent", "RUN", "FIELD_INTEGRITY_EXCEPTION")]
    public async Task A_subscription_that_cannot_be_is_refused(string name, string topic, string state, string code) => (await TryManageAsync(name, topic, state)).Refused(code);

    [Fact]
    public async Task Who_does_not_customize_the_org_changes_no_subscription()
    {
        var (id, ann) = ((await TryManageAsync("Calls")).Is(201).Id, await to.Org.AsAsync());
        const string door = "tooling/sobjects/ManagedEventSubscription";
        (await ann.SendAsync("POST", door, new JsonObject { ["FullName"] = "Mine" })).Refused("INSUFFICIENT_ACCESS", 403);
        (await ann.SendAsync("PATCH", $"{door}/{id}", new JsonObject { ["Metadata"] = new JsonObject { ["state"] = "STOP" } })).Refused("INSUFFICIENT_ACCESS", 403);
        (await ann.SendAsync("DELETE", $"{door}/{id}", null)).Refused("INSUFFICIENT_ACCESS", 403);
        (await ann.GetAsync($"{door}/{id}")).Is(200);
    }

    [Fact]
    public async Task A_topic_that_is_not_for_the_user_is_not_his_by_a_managed_subscription_either()
    {
        (await TryManageAsync("Calls")).Is(201);
        using var hers = await PubSubClient.OpenAsync(to.Org, await to.Org.AsAsync());
        using var call = hers.Calls.ManagedSubscribe(hers.Metadata);
        await call.RequestStream.WriteAsync(new ManagedFetchRequest { DeveloperName = "Calls", NumRequested = 1 }, TestContext.Current.CancellationToken);
        await to.Admin.NewIdAsync("Account", new { Name = "one" });
        Assert.Equal(StatusCode.PermissionDenied, await EndAsync(call));
    }
}
