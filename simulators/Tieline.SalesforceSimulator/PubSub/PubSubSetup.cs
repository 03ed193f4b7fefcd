using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>The Pub/Sub API beside the org's HTTP: two ports of its own, HTTP/2 with TLS and without.</summary>
internal static class PubSubSetup
{
    /// <summary>Of one message, as in the cloud.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    public static IServiceCollection AddPubSub(this IServiceCollection services)
    {
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MostBytes;
            grpc.Interceptors.Add<RpcIds>();
        });
        return services.AddSingleton<PubSubAddresses>().AddSingleton<PubSubSettings>().AddSingleton<OpenSubscriptions>().AddSingleton<CallGate>();
    }

    public static void ListenPubSub(this KestrelServerOptions kestrel, SalesforceSimulatorOptions options)
    {
        var certificate = kestrel.ApplicationServices.GetRequiredService<SalesforceOrg>().Authority.Issue();
        Listen(kestrel, options.PubSubPlainPort, listen => listen.Protocols = HttpProtocols.Http2);
        Listen(kestrel, options.PubSubPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(certificate);
        });
    }

    /// <summary>All HTTP/2 is for the Pub/Sub API: the org's own port does not speak it.</summary>
    public static void UsePubSub(this WebApplication app)
    {
        app.MapWhen(context => HttpProtocol.IsHttp2(context.Request.Protocol), pubSub => pubSub.UseRouting().UseEndpoints(endpoints => endpoints.MapGrpcService<PubSubService>()));
        var subscriptions = app.Services.GetRequiredService<OpenSubscriptions>();
        app.Lifetime.ApplicationStopping.Register(() => subscriptions.Cut(topic: null, PubSubRefusal.Unavailable));
    }

    private static void Listen(KestrelServerOptions kestrel, int port, Action<ListenOptions> configure)
    {
        if (port == 0) kestrel.Listen(IPAddress.Loopback, 0, configure);
        else kestrel.ListenLocalhost(port, configure);
    }
}
