using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Eventbus.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

/// <summary>A gRPC client of the org, signed in as one user.</summary>
internal sealed class PubSubClient : IDisposable
{
    private readonly TestOrg org;
    private readonly GrpcChannel channel;

    private PubSubClient(TestOrg org, GrpcChannel channel, Grpc.Core.Metadata metadata)
    {
        (this.org, this.channel, Metadata) = (org, channel, metadata);
        Calls = new Eventbus.V1.PubSub.PubSubClient(channel);
    }

    public Eventbus.V1.PubSub.PubSubClient Calls { get; }

    public Grpc.Core.Metadata Metadata { get; }

    /// <summary>HTTP/2 without TLS.</summary>
    public static async Task<PubSubClient> OpenAsync(TestOrg org, OrgClient who)
    {
        var address = (string)(await org.GetJsonAsync("/control/pubsub"))["plain"]!;
        return new PubSubClient(org, GrpcChannel.ForAddress("http://" + address), await MetadataAsync(org, who));
    }

    /// <summary>With TLS, trusting nothing but the given authority.</summary>
    public static async Task<PubSubClient> OpenTlsAsync(TestOrg org, OrgClient who, X509Certificate2 authority)
    {
        var address = (string)(await org.GetJsonAsync("/control/pubsub"))["tls"]!;
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
        return new PubSubClient(org, GrpcChannel.ForAddress("https://" + address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true }), await MetadataAsync(org, who));
    }

    /// <summary>A subscription that the org has taken up: what happens after this is heard.</summary>
    public async Task<Listener> SubscribeAsync(string topic, int requested = 100, ReplayPreset preset = ReplayPreset.Latest, long? after = null)
    {
        var before = await OpenSubscriptionsAsync();
        var listener = new Listener(this, Calls.Subscribe(Metadata));
        await listener.AskAsync(new FetchRequest { TopicName = topic, NumRequested = requested, ReplayPreset = preset, ReplayId = after is { } id ? Replay.Bytes(id) : ByteString.Empty });
        await Waiting.UntilAsync(async () => await OpenSubscriptionsAsync() > before || listener.HasAnswer);
        return listener;
    }

    public void Dispose() => channel.Dispose();

    private async Task<int> OpenSubscriptionsAsync() => (await org.GetJsonAsync("/control/pubsub"))["subscriptions"]!.AsArray().Count;

    private static async Task<Grpc.Core.Metadata> MetadataAsync(TestOrg org, OrgClient who)
    {
        var id = (string)(await who.QueryAsync("SELECT Id FROM Organization")).Is(200).Records[0]!["Id"]!;
        return new Grpc.Core.Metadata { { "accesstoken", who.Token }, { "instanceurl", org.Http.BaseAddress!.ToString() }, { "tenantid", id } };
    }
}
