using System.Text.Json.Nodes;
using Eventbus.V1;
using Grpc.Core;
using Tieline.SalesforceSimulator.Tests.Access;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Which events, and which fields of them, are for whom.</summary>
public sealed class EventPermissionTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private OrgClient ann = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped" });
        (admin, ann) = (await org.AsAsync("admin"), await org.AsAsync());
        await admin.SelectAsync("Account", "Contact", "Task", "User");
        client = await PubSubClient.OpenAsync(org, ann);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await org.DisposeAsync();
    }

    private static Task SeeAllAsync(OrgClient admin, string objectName) => Permissions.OnObjectAsync(admin, objectName, "Read", "Create", "Edit", "ViewAllRecords");

    private async Task<bool> CanSubscribeAsync(string topic) => (await client.Calls.GetTopicAsync(new TopicRequest { TopicName = topic }, client.Metadata)).CanSubscribe;

    private async Task GiveAsync(string permission)
    {
        var set = await admin.NewIdAsync("PermissionSet", new JsonObject { ["Name"] = "Given", ["Label"] = "Given", [permission] = true });
        await admin.NewIdAsync("PermissionSetAssignment", new { AssigneeId = ann.UserId, PermissionSetId = set });
    }

    [Fact]
    public async Task An_objects_topic_is_for_who_sees_all_its_records()
    {
        Assert.False(await CanSubscribeAsync("/data/AccountChangeEvent"));
        using (var refused = await client.SubscribeAsync("/data/AccountChangeEvent")) Assert.Equal(StatusCode.PermissionDenied, (await refused.EndAsync()).Status);
        await SeeAllAsync(admin, "Account");
        Assert.True(await CanSubscribeAsync("/data/AccountChangeEvent"));
        using var listener = await client.SubscribeAsync("/data/AccountChangeEvent");
        var id = await admin.NewIdAsync("Account", new { Name = "Acme" });
        Assert.Equal([id], (await listener.NextAsync()).RecordIds);
    }

    [Theory]
    [InlineData("Task", "PermissionsViewAllData", true)]
    [InlineData("Task", "PermissionsViewAllUsers", false)]
    [InlineData("User", "PermissionsViewAllUsers", true)]
    [InlineData("User", "PermissionsViewAllData", false)]
    public async Task Objects_without_a_right_of_their_own_take_one_over_all(string objectName, string permission, bool enough)
    {
        Assert.False(await CanSubscribeAsync($"/data/{objectName}ChangeEvent"));
        await GiveAsync(permission);
        Assert.Equal(enough, await CanSubscribeAsync($"/data/{objectName}ChangeEvent"));
    }

    [Fact]
    public async Task A_channel_is_open_to_everybody_and_tells_each_what_is_for_him()
    {
        await SeeAllAsync(admin, "Contact");
        using var listener = await client.SubscribeAsync("/data/ChangeEvents");
        await admin.NewIdAsync("Account", new { Name = "Not for Ann" });
        var contact = await admin.NewIdAsync("Contact", new { LastName = "For Ann" });
        Assert.Equal([contact], (await listener.NextAsync()).RecordIds);
        Assert.Equal(99, listener.Last.PendingNumRequested);
    }

    [Fact]
    public async Task A_field_that_the_subscriber_may_not_read_is_left_out_and_no_bitmap_names_it()
    {
        await SeeAllAsync(admin, "Account");
        await Permissions.OnFieldAsync(admin, "Account.Phone", read: false, edit: false);
        await Permissions.OnFieldAsync(admin, "Account.BillingAddress", read: false, edit: false);
        var id = await admin.NewIdAsync("Account", new { Name = "Acme", Phone = "1", Fax = "2", BillingCity = "Aarhus" });
        using var listener = await client.SubscribeAsync("/data/AccountChangeEvent");
        using var whole = await PubSubClient.OpenAsync(org, admin);
        using var everything = await whole.SubscribeAsync("/data/AccountChangeEvent");
        (await admin.UpdateAsync("Account", id, new { Phone = (string?)null, Fax = "3", BillingCity = "Odense" })).Is(204);
        var (told, all) = (await listener.NextAsync(), await everything.NextAsync());
        Assert.Equal(["Phone", "Fax", "LastModifiedDate", "BillingAddress.City"], all.Changed);
        Assert.Equal(["Phone"], all.Nulled);
        Assert.Equal(["Fax", "LastModifiedDate"], told.Changed);
        Assert.Empty(told.Nulled);
        Assert.Equal(["Fax", "LastModifiedDate"], told.Given);
        Assert.Equal((all.Id, all.ReplayId, all.SchemaId), (told.Id, told.ReplayId, told.SchemaId));
    }

    [Fact]
    public async Task A_right_that_is_taken_away_ends_the_telling_and_one_given_back_begins_it_anew()
    {
        await SeeAllAsync(admin, "Account");
        using var listener = await client.SubscribeAsync("/data/ChangeEvents");
        await admin.NewIdAsync("Account", new { Name = "First" });
        Assert.Equal("First", await NameAsync(listener));
        await Permissions.OnObjectAsync(admin, "Account", "Read");
        await admin.NewIdAsync("Account", new { Name = "Second" });
        await SeeAllAsync(admin, "Account");
        await Permissions.OnFieldAsync(admin, "Account.Phone", read: false, edit: false);
        await admin.NewIdAsync("Account", new { Name = "Third", Phone = "1" });
        var heard = await listener.NextAsync();
        if ((string)heard["Name"]! == "Second") heard = await listener.NextAsync(); // The stream had not come to it before the right was back.
        Assert.Equal(("Third", null), ((string)heard["Name"]!, heard["Phone"]));
    }

    private static async Task<string> NameAsync(Listener listener) => (string)(await listener.NextAsync())["Name"]!;

    [Fact]
    public async Task A_session_that_runs_out_ends_the_subscription_at_that_very_time()
    {
        await SeeAllAsync(admin, "Account");
        using var listener = await client.SubscribeAsync("/data/AccountChangeEvent");
        await org.ControlAsync("pubsub", new JsonObject { ["keepaliveSeconds"] = 86400 });
        await org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = 7200 });
        Assert.Equal(StatusCode.Unauthenticated, (await listener.EndAsync()).Status);
    }

    [Fact]
    public async Task Another_state_put_in_the_orgs_place_ends_the_subscriptions_and_tells_no_changes()
    {
        var state = await org.GetJsonAsync("/control/state");
        await admin.NewIdAsync("Account", new { Name = "Gone with the state" });
        using var whole = await PubSubClient.OpenAsync(org, admin);
        using var listener = await whole.SubscribeAsync("/data/ChangeEvents");
        (await org.Http.PutAsync("/control/state", TestOrg.Json(state), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        Assert.Equal(StatusCode.Unavailable, (await listener.EndAsync()).Status);
        using var again = await whole.SubscribeAsync("/data/ChangeEvents", preset: ReplayPreset.Earliest);
        await admin.NewIdAsync("Account", new { Name = "First of the new state" });
        Assert.Equal("First of the new state", await NameAsync(again));
    }

    [Fact]
    public async Task Only_who_may_customize_the_application_changes_channels()
    {
        (await ann.TryChannelAsync("Webex__chn")).Refused("INSUFFICIENT_ACCESS", 403);
        var channel = (await admin.TryChannelAsync("Webex__chn")).Is(201).Id;
        (await ann.TrySelectAsync("Webex__chn", "Account")).Refused("INSUFFICIENT_ACCESS", 403);
        (await ann.SendAsync("DELETE", "tooling/sobjects/PlatformEventChannel/" + channel, null)).Refused("INSUFFICIENT_ACCESS", 403);
        (await ann.GetAsync("tooling/sobjects/PlatformEventChannel/" + channel)).Is(200);
        await GiveAsync("PermissionsCustomizeApplication");
        (await ann.TrySelectAsync("Webex__chn", "Account")).Is(201);
    }

    [Fact]
    public async Task A_channel_made_in_a_composite_that_fails_is_undone_with_it()
    {
        var body = JsonNode.Parse("""{"allOrNone":true,"compositeRequest":[{"method":"POST","url":"/services/data/v66.0/tooling/sobjects/PlatformEventChannel","referenceId":"a","body":{"FullName":"Webex__chn","Metadata":{"channelType":"data","label":"Ours"}}},{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"b","body":{}}]}""");
        var answer = (await admin.SendAsync("POST", "composite", body)).Is(200).Body!["compositeResponse"]!.AsArray();
        Assert.Equal([400, 400], answer.Select(a => (int)a!["httpStatusCode"]!));
        (await admin.TryChannelAsync("Webex__chn")).Is(201);
    }
}
