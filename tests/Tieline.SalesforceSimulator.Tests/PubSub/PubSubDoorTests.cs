using System.Security.Cryptography.X509Certificates;
using Eventbus.V1;
using Grpc.Core;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>Who is let in, and by which door.</summary>
public sealed class PubSubDoorTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient admin = null!;
    private PubSubClient client = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        admin = await org.AsAsync("admin");
        await admin.SelectAsync("Account");
        client = await PubSubClient.OpenAsync(org, admin);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await org.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_trusts_the_authority_speaks_over_TLS()
    {
        using var authority = X509Certificate2.CreateFromPem(await org.Http.GetStringAsync("/control/ca.pem", TestContext.Current.CancellationToken));
        using var secure = await PubSubClient.OpenTlsAsync(org, admin, authority);
        using var listener = await secure.SubscribeAsync("/data/AccountChangeEvent");
        var id = await admin.NewIdAsync("Account", new { Name = "Acme" });
        Assert.Equal([id], (await listener.NextAsync()).RecordIds);
    }

    [Fact]
    public async Task A_client_that_trusts_another_authority_does_not_connect()
    {
        await using var other = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        using var authority = X509Certificate2.CreateFromPem(await other.Http.GetStringAsync("/control/ca.pem", TestContext.Current.CancellationToken));
        using var stranger = await PubSubClient.OpenTlsAsync(org, admin, authority);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await stranger.Calls.GetTopicAsync(new TopicRequest { TopicName = "/data/ChangeEvents" }, stranger.Metadata));
        Assert.Contains("certificate", refused.ToString());
    }

    [Theory]
    [InlineData("accesstoken", "00Dxx!nonsense")]
    [InlineData("accesstoken", null)]
    [InlineData("instanceurl", null)]
    [InlineData("instanceurl", "https://login.salesforce.com")]
    [InlineData("instanceurl", "nonsense")]
    [InlineData("tenantid", null)]
    [InlineData("tenantid", "00D000000000001")]
    [InlineData("tenantid", "nonsense")]
    public async Task Each_call_needs_token_address_and_org(string name, string? value)
    {
        var metadata = new Grpc.Core.Metadata();
        foreach (var entry in client.Metadata.Where(m => m.Key != name)) metadata.Add(entry);
        if (value is not null) metadata.Add(name, value);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.GetTopicAsync(new TopicRequest { TopicName = "/data/ChangeEvents" }, metadata));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.StartsWith("sfdc.platform.eventbus.grpc.service.auth.", refused.Trailers.GetValue("error-code"));
        using var listener = new Listener(client, client.Calls.Subscribe(metadata));
        Assert.Equal(StatusCode.Unauthenticated, (await listener.EndAsync()).Status);
    }

    [Fact]
    public async Task An_org_is_also_known_by_the_short_form_of_its_id()
    {
        var metadata = new Grpc.Core.Metadata { { "accesstoken", admin.Token }, { "instanceurl", client.Metadata.GetValue("instanceurl")! }, { "tenantid", client.Metadata.GetValue("tenantid")![..15] } };
        Assert.True((await client.Calls.GetTopicAsync(new TopicRequest { TopicName = "/data/ChangeEvents" }, metadata)).CanSubscribe);
    }

    [Fact]
    public async Task Nothing_is_published_on_change_events_and_unknown_schemas_are_refused()
    {
        var publish = new PublishRequest { TopicName = "/data/AccountChangeEvent" };
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.PublishAsync(publish, client.Metadata))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.PublishAsync(new PublishRequest { TopicName = "/event/Order__e" }, client.Metadata))).StatusCode);
        using var stream = client.Calls.PublishStream(client.Metadata);
        await stream.RequestStream.WriteAsync(publish, TestContext.Current.CancellationToken);
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext(CancellationToken.None))).StatusCode);
        using var managed = client.Calls.ManagedSubscribe(client.Metadata);
        await managed.RequestStream.WriteAsync(new ManagedFetchRequest { DeveloperName = "Nobody", NumRequested = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => managed.ResponseStream.MoveNext(CancellationToken.None))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await client.Calls.GetSchemaAsync(new SchemaRequest { SchemaId = "nonsense" }, client.Metadata))).StatusCode);
    }
}
