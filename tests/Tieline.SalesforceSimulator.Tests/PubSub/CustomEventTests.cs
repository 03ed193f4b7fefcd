using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.Metadata;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Change events of an org's own objects.</summary>
public sealed class CustomEventTests : IAsyncLifetime
{
    private Deployer to = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        to = await Deployer.StartOpenAsync();
        await to.DeployedAsync(new Package().Object("Visit__c", Package.Field("At__c", "Time"), Package.Field("Until__c", "Time")));
        (await to.Admin.SendAsync("POST", "tooling/sobjects/PlatformEventChannelMember", JsonNode.Parse("""{"FullName":"Visits","Metadata":{"eventChannel":"ChangeEvents","selectedEntity":"Visit__ChangeEvent"}}"""))).Is(201);
        client = await PubSubClient.OpenAsync(to.Org, to.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await to.DisposeAsync();
    }

    [Fact]
    public async Task A_time_of_day_is_told_in_milliseconds_since_midnight()
    {
        using var listener = await client.SubscribeAsync("/data/Visit__ChangeEvent");
        var id = await to.Admin.NewIdAsync("Visit__c", new { At__c = "13:30:00.250Z" });
        var made = await listener.NextAsync();
        Assert.Equal(48_600_250L, made["At__c"]);
        Assert.Null(made["Until__c"]);
        await to.Admin.UpdateAsync("Visit__c", id, new { At__c = (string?)null, Until__c = "00:00:00.000Z" });
        var changed = await listener.NextAsync();
        Assert.Equal((null, 0L), (changed["At__c"], changed["Until__c"]));
        Assert.Equal(["At__c"], changed.Nulled);
    }

    [Fact]
    public async Task A_member_that_was_deployed_goes_with_its_object()
    {
        await to.DeployedAsync(new Package().Object("Stay__c").With("PlatformEventChannelMember", "Stays", "platformEventChannelMembers/Stays.platformEventChannelMember", "<eventChannel>ChangeEvents</eventChannel><selectedEntity>Stay__ChangeEvent</selectedEntity>"));
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Stay__c"));
        Assert.Equal("Visit__c", (string)Assert.Single((await to.Org.GetJsonAsync("/control/pubsub"))["selected"]!.AsArray())!);
        Assert.Single(await to.ToolingAsync("SELECT Id FROM PlatformEventChannelMember"));
        var again = await to.DeployAsync(new Package().Deleting("PlatformEventChannelMember", "Stays"));
        Assert.Contains("No PlatformEventChannelMember named: Stays found", again.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_is_removed_is_selected_no_more()
    {
        using var listener = await client.SubscribeAsync("/data/ChangeEvents");
        await to.DeployedAsync(new Package().Deleting("CustomObject", "Visit__c"));
        Assert.Empty((await to.Org.GetJsonAsync("/control/pubsub"))["selected"]!.AsArray());
        Assert.Empty(await to.ToolingAsync("SELECT Id FROM PlatformEventChannelMember"));
        Assert.Equal(Grpc.Core.StatusCode.NotFound, (await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await client.Calls.GetTopicAsync(new Eventbus.V1.TopicRequest { TopicName = "/data/Visit__ChangeEvent" }, client.Metadata))).StatusCode);
        // What is selected still is told as before.
        await to.Admin.SelectAsync("Account");
        await to.Admin.NewIdAsync("Account", new { Name = "After" });
        Assert.Equal("AccountChangeEvent", (await listener.NextAsync()).Schema.Name);
    }
}
