using System.Net;
using System.Net.Sockets;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Tests.Support;

/// <summary>The server in this process, stoppable and startable again with the same data.</summary>
public sealed class ServerUnderTest(TestWorldOptions options, string dataFolder, ManualClock clock, TestLog log)
{
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

    /// <summary>Below the range from which the system takes ports for outgoing connections: nobody takes it between now and the server's start.</summary>
    internal static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(12_000, 32_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
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
        options.Configure?.Invoke(builder);
    }
}
