using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Tieline.Server.Cluster;

internal static class ClusterSetup
{
    private const string Name = "tieline";

    /// <summary>
    /// One silo in this process, alone or in a cluster that knows itself by the PostgreSQL database. Its port is a free one: two servers on one machine
    /// with the default ports would both bind 11111 without an error and talk to each other. Nobody outside needs a gateway, so there is none.
    /// </summary>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Tieline").Get<TielineOptions>() ?? new TielineOptions();
        if (options.Cluster)
        {
            builder.Services.AddHostedService<ClusterTables>();
        }

        builder.UseOrleans(silo =>
        {
            // Types of ours that carry no Orleans attributes travel as JSON; those that carry them keep the faster way.
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(IsOurs));
            // Agents and calls of whom a server knows without asking on which one they live. Room for all is taken at the start: 19 MB for Orleans' own million.
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = 50_000);
            if (options.Cluster)
            {
                Join(silo, options);
            }
            else
            {
                var port = FreePort(IPAddress.Loopback);
                silo.UseLocalhostClustering(siloPort: port, gatewayPort: 0, serviceId: Name, clusterId: $"{Name}-{port}");
            }
        });
        builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo");
    }

    private static void Join(ISiloBuilder silo, TielineOptions options)
    {
        if (options.Database.Length == 0)
        {
            throw new InvalidOperationException("A cluster needs a PostgreSQL database that all its servers share: set TIELINE_DATABASE, or leave TIELINE_CLUSTER out.");
        }

        if (!IPAddress.TryParse(options.ClusterAddress, out var address))
        {
            throw new InvalidOperationException($"TIELINE_CLUSTER_ADDRESS must be the IP address by which the other servers reach this one, not '{options.ClusterAddress}'.");
        }

        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", options.Database));
        silo.ConfigureEndpoints(address, siloPort: options.ClusterPort == 0 ? FreePort(address) : options.ClusterPort, gatewayPort: 0);
        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name));
        // With the defaults a lost server's calls wait 17 to 63 seconds; a phone rings for twenty.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumMissedProbesLimit = 3;
            membership.NumVotesForDeathDeclaration = 1;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
        silo.Configure<SiloMessagingOptions>(messaging =>
            (messaging.ResponseTimeout, messaging.SystemResponseTimeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Tieline.Server", StringComparison.Ordinal) == true;

    // Below the range from which systems take ports for outgoing connections, so that nobody takes it between now and the silo's start.
    // In a cluster a fixed port (TIELINE_CLUSTER_PORT) is better: firewalls know it.
    private static int FreePort(IPAddress address)
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(address, Random.Shared.Next(12_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                throw new InvalidOperationException($"TIELINE_CLUSTER_ADDRESS must be an address of this machine; {address} is none.", failure);
            }
            catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                continue; // Taken: another one.
            }
        }
    }
}
