using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Which channel tells what.</summary>
public sealed class ChannelDeliveryTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        admin = await org.AsAsync("admin");
        client = await PubSubClient.OpenAsync(org, admin);
        (await admin.TryChannelAsync("Webex__chn")).Is(201);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await org.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_of_ones_own_tells_its_members_only()
    {
        (await admin.TrySelectAsync("Webex__chn", "Contact")).Is(201);
        await admin.SelectAsync("Account");
        using var own = await client.SubscribeAsync("/data/Webex__chn");
        using var standard = await client.SubscribeAsync("/data/ChangeEvents");
        using var single = await client.SubscribeAsync("/data/AccountChangeEvent");
        var account = await admin.NewIdAsync("Account", new { Name = "Acme" });
        var contact = await admin.NewIdAsync("Contact", new { LastName = "Lopez" });
        var next = await admin.NewIdAsync("Account", new { Name = "Next" });
        Assert.Equal([contact], (await own.NextAsync()).RecordIds);
        foreach (var listener in new[] { standard, single })
        {
            Assert.Equal([account], (await listener.NextAsync()).RecordIds);
            Assert.Equal([next], (await listener.NextAsync()).RecordIds);
        }
    }

    [Fact]
    public async Task A_filter_lets_pass_what_fits_the_events_own_values()
    {
        (await admin.TrySelectAsync("Webex__chn", "Account", filter: "Industry = 'Energy' OR NumberOfEmployees > 100")).Is(201);
        using var own = await client.SubscribeAsync("/data/Webex__chn");
        var other = await admin.NewIdAsync("Account", new { Name = "Other", Industry = "Banking", NumberOfEmployees = 7 });
        var fits = await admin.NewIdAsync("Account", new { Name = "Fits", Industry = "Energy" });
        Assert.Equal([fits], (await own.NextAsync()).RecordIds);
        await admin.UpdateAsync("Account", fits, new { Phone = "the event has no industry" });
        await admin.UpdateAsync("Account", other, new { NumberOfEmployees = 101 });
        Assert.Equal([other], (await own.NextAsync()).RecordIds);
    }

    [Fact]
    public async Task Words_for_days_in_a_filter_mean_the_day_of_the_event()
    {
        await org.ControlAsync("clock", JsonNode.Parse("""{"mode":"stepped","now":"2030-01-01T12:00:00Z"}"""));
        admin = await org.AsAsync("admin");
        (await admin.TrySelectAsync("Webex__chn", "Contact", filter: "Birthdate = TODAY")).Is(201);
        var first = await admin.NewIdAsync("Contact", new { LastName = "First", Birthdate = "2030-01-01" });
        await org.ControlAsync("clock", JsonNode.Parse("""{"now":"2030-01-02T12:00:00Z"}"""));
        admin = await org.AsAsync("admin");
        await admin.NewIdAsync("Contact", new { LastName = "Late", Birthdate = "2030-01-01" });
        var second = await admin.NewIdAsync("Contact", new { LastName = "Second", Birthdate = "2030-01-02" });
        Assert.Equal([first, second], (await AfterAsync(admin, 2)).Select(e => e.RecordIds.Single()));
    }

    [Fact]
    public async Task What_a_composite_selected_is_selected_no_more_when_it_fails()
    {
        var composite = JsonNode.Parse("""
            {"allOrNone":true,"compositeRequest":[
              {"method":"POST","url":"/services/data/v66.0/tooling/sobjects/PlatformEventChannelMember","referenceId":"a",
               "body":{"FullName":"Ours","Metadata":{"eventChannel":"ChangeEvents","selectedEntity":"ContactChangeEvent"}}},
              {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"b","body":{}}]}
            """);
        var answers = (await admin.SendAsync("POST", "composite", composite)).Is(200).Body!["compositeResponse"]!.AsArray();
        Assert.Equal(["PROCESSING_HALTED", "REQUIRED_FIELD_MISSING"], answers.Select(a => (string)a!["body"]![0]!["errorCode"]!));
        Assert.Empty((await org.GetJsonAsync("/control/pubsub"))["selected"]!.AsArray());
    }

    private async Task<List<HeardEvent>> AfterAsync(OrgClient who, int count)
    {
        using var again = await PubSubClient.OpenAsync(org, who);
        using var all = await again.SubscribeAsync("/data/Webex__chn", preset: Eventbus.V1.ReplayPreset.Earliest);
        var heard = new List<HeardEvent>();
        while (heard.Count < count) heard.Add(await all.NextAsync());
        return heard;
    }

    [Fact]
    public async Task Enriched_fields_come_along_on_their_channel_alone()
    {
        (await admin.TrySelectAsync("Webex__chn", "Account", ["Industry", "BillingAddress"], "Industry = 'Energy'")).Is(201);
        await admin.SelectAsync("Account");
        var id = await admin.NewIdAsync("Account", new { Name = "Acme", Industry = "Energy", BillingCity = "Aarhus" });
        using var own = await client.SubscribeAsync("/data/Webex__chn");
        using var standard = await client.SubscribeAsync("/data/ChangeEvents");
        await admin.UpdateAsync("Account", id, new { Phone = "1" });
        var (rich, plain) = (await own.NextAsync(), await standard.NextAsync());
        Assert.Equal(["BillingAddress", "Phone", "Industry", "LastModifiedDate"], rich.Given);
        Assert.Equal("Aarhus", rich.Part("BillingAddress", "City"));
        Assert.Equal(["Phone", "LastModifiedDate"], plain.Given);
        Assert.Equal(["Phone", "LastModifiedDate"], rich.Changed);
        Assert.Equal((rich.ReplayId, rich.Header("transactionKey")), (plain.ReplayId, plain.Header("transactionKey")));
        await admin.DeleteAsync("Account", id);
        Assert.Equal("Energy", (await own.NextAsync())["Industry"]);
    }
}
