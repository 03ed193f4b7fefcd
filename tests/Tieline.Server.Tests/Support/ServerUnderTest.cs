using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Http;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Tests.Support;

/// <summary>The server in this process, stoppable and startable again with the same data.</summary>
public sealed class ServerUnderTest(TestWorldOptions options, string dataFolder, ManualClock clock, TestLog log)
{
    private static readonly ConcurrentDictionary<int, bool> GivenOut = new();

    private WebApplication? _app;

    public string Address { get; private set; } = $"http://127.0.0.1:{FreePort()}";

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The server is not running.");

    public async Task StartAsync()
    {
        _app = ServerSetup.Create([], Configure);
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>
    /// A port that nobody takes between now and the server's start: below the ranges from which silos and the system take theirs, and given out once.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(3_000, 12_000));
            try
            {
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (GivenOut.TryAdd(port, true))
                {
                    return port;
                }
            }
            catch (SocketException)
            {
                // Taken: another one.
                continue;
            }
        }
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tieline:Url"] = Address,
            ["Tieline:PublicAddress"] = Address,
            ["Tieline:DataFolder"] = dataFolder,
            ["Tieline:Database"] = options.Database,
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Orleans"] = "Error",
            ["Logging:LogLevel:Microsoft"] = "Warning",
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<Clock>(clock);
        // A handler that expires has a timer, by which a server that was stopped long ago would stay in memory for two minutes.
        builder.Services.ConfigureAll<HttpClientFactoryOptions>(handlers => handlers.HandlerLifetime = Timeout.InfiniteTimeSpan);
        options.Configure?.Invoke(builder);
    }
}
