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
