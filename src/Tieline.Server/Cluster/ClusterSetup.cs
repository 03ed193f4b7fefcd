using System.Net;
using System.Net.Sockets;

namespace Tieline.Server.Cluster;

internal static class ClusterSetup
{
    /// <summary>
    /// One silo in this process. Its port is a free one: two servers on one machine with the default ports would both bind 11111 without an error
    /// and talk to each other. Nobody outside needs a gateway, so there is none.
    /// </summary>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            var port = FreePort();
            silo.UseLocalhostClustering(siloPort: port, gatewayPort: 0, serviceId: "tieline", clusterId: $"tieline-{port}");
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
