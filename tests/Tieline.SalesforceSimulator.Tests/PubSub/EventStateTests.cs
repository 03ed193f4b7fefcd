using System.Text.Json.Nodes;
using Eventbus.V1;
using Grpc.Core;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>What outlives a restart, and what a reset forgets.</summary>
public sealed class EventStateTests
{
    private const string Topic = "/data/Webex__chn";

    [Fact]
    public async Task A_subscriber_goes_on_after_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"salesforce-simulator-{Guid.NewGuid():N}", "state.json");
        var options = new SalesforceSimulatorOptions { StateFile = file, SeedStory = false };
        long heard;
        string missed, authority;
        OrgClient admin;
        await using (var org = await TestOrg.StartAsync(options))
        {
            admin = await org.AsAsync("admin");
            (await admin.TryChannelAsync("Webex__chn")).Is(201);
            (await admin.TrySelectAsync("Webex__chn", "Contact", ["Phone"])).Is(201);
            using var client = await PubSubClient.OpenAsync(org, admin);
            using var listener = await client.SubscribeAsync(Topic, requested: 1);
            missed = await admin.NewIdAsync("Contact", new { LastName = "Lopez", Phone = "1" });
            heard = (await listener.NextAsync()).ReplayId;
            await admin.UpdateAsync("Contact", missed, new { LastName = "Lund" });
            authority = await org.Http.GetStringAsync("/control/ca.pem", TestContext.Current.CancellationToken);
            await org.StopAsync();
            // Whether the status or the closed connection comes first is the network's affair.
            Assert.Contains((await listener.EndAsync()).Status, new[] { StatusCode.Unavailable, StatusCode.Internal });
        }

        await using var again = await TestOrg.StartAsync(options);
        admin = new OrgClient(again.Http, admin.Token, admin.UserId);
        using var same = await PubSubClient.OpenAsync(again, admin);
        using var back = await same.SubscribeAsync(Topic, preset: ReplayPreset.Custom, after: heard);
        var told = await back.NextAsync();
        Assert.Equal(("UPDATE", "1"), (told.Type, (string)told["Phone"]!));
        Assert.Equal([missed], told.RecordIds);
        await admin.UpdateAsync("Contact", missed, new { Phone = "2" });
        Assert.True((await back.NextAsync()).ReplayId > told.ReplayId);
        Assert.Equal(authority, await again.Http.GetStringAsync("/control/ca.pem", TestContext.Current.CancellationToken));
        Assert.Equal(9997, (int)(await again.GetJsonAsync("/control/pubsub"))["deliveriesRemaining"]!);
        await again.StopAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task An_earlier_state_put_back_gives_no_place_twice_and_ends_subscriptions()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var admin = await org.AsAsync("admin");
        await admin.SelectAsync("Contact");
        using var client = await PubSubClient.OpenAsync(org, admin);
        var state = await org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken);
        using var open = await client.SubscribeAsync("/data/ContactChangeEvent");
        await admin.NewIdAsync("Contact", new { LastName = "Before" });
        var heard = (await open.NextAsync()).ReplayId;
        using (var loaded = await org.Http.PutAsync("/control/state", new StringContent(state), TestContext.Current.CancellationToken)) Assert.Equal(204, (int)loaded.StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await open.EndAsync()).Status);

        using var again = await client.SubscribeAsync("/data/ContactChangeEvent");
        await admin.NewIdAsync("Contact", new { LastName = "After" });
        Assert.True((await again.NextAsync()).ReplayId > heard);
    }

    [Fact]
    public async Task A_reset_forgets_channels_events_and_places()
    {
        await using var org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        var admin = await org.AsAsync("admin");
        await admin.SelectAsync("Contact");
        using var before = await PubSubClient.OpenAsync(org, admin);
        using var cut = await before.SubscribeAsync("/data/ContactChangeEvent");
        await admin.NewIdAsync("Contact", new { LastName = "Lopez" });
        var heard = (await cut.NextAsync()).ReplayId;
        await org.ControlAsync("pubsub", new JsonObject { ["deliveryLimit"] = 1, ["keepaliveSeconds"] = 5, ["idleSeconds"] = 5 });
        var authority = await org.Http.GetStringAsync("/control/ca.pem", TestContext.Current.CancellationToken);
        await org.ControlAsync("reset");
        Assert.Contains((await cut.EndAsync()).Status, new[] { StatusCode.Unavailable, StatusCode.Unauthenticated });
        var state = await org.GetJsonAsync("/control/pubsub");
        Assert.Equal((10000, 10000, 270.0, 60.0), ((int)state["deliveryLimit"]!, (int)state["deliveriesRemaining"]!, (double)state["keepaliveSeconds"]!, (double)state["idleSeconds"]!));
        Assert.Equal(authority, await org.Http.GetStringAsync("/control/ca.pem", TestContext.Current.CancellationToken));

        admin = await org.AsAsync("admin");
        using var client = await PubSubClient.OpenAsync(org, admin);
        using var unknown = await client.SubscribeAsync("/data/ContactChangeEvent");
        Assert.Equal(StatusCode.NotFound, (await unknown.EndAsync()).Status);
        await admin.SelectAsync("Contact");
        using var old = await client.SubscribeAsync("/data/ContactChangeEvent", preset: ReplayPreset.Custom, after: heard);
        Assert.Equal(StatusCode.InvalidArgument, (await old.EndAsync()).Status);
        using var all = await client.SubscribeAsync("/data/ContactChangeEvent", preset: ReplayPreset.Earliest);
        var id = await admin.NewIdAsync("Contact", new { LastName = "After" });
        var told = await all.NextAsync();
        Assert.Equal([id], told.RecordIds);
        Assert.True(told.ReplayId > heard);
    }
}
