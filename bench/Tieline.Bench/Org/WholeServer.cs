using System.Globalization;
using System.Text.RegularExpressions;
using Tieline.Server;

namespace Tieline.Bench.Org;

/// <summary>
/// The real server, nothing left out, in a process of its own. Each request to Salesforce is told as <c>out &lt;who&gt; &lt;number&gt; &lt;sent&gt; &lt;answered&gt;</c>:
/// who is a hash of the token, number the caller's if the request names one, else a dash. What crosses its sockets is told by <see cref="SocketTimes"/>. The line <c>memory</c> is answered with what is held after a collection.
/// </summary>
internal static partial class WholeServer
{
    public static async Task RunAsync(string folder, string url)
    {
        RequestsOut.Listen(TellOfRequest);
        var app = ServerSetup.Create([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Tieline:Url"] = url,
                ["Tieline:DataFolder"] = folder,
                ["Logging:LogLevel:Default"] = "Warning",
            });
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(SocketTimes.Over)));
        });
        await app.StartAsync();
        Console.WriteLine("ready");
        _ = Task.Run(AnswerAsync);
        await app.WaitForShutdownAsync();
    }

    private static async Task AnswerAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line == "memory" ? Memory() : $"unknown {line}");
        }
    }

    private static string Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var proportional = File.ReadLines("/proc/self/smaps_rollup").Single(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"memory {GC.GetTotalMemory(true)} {Environment.WorkingSet} {KilobytesIn(proportional)}");
    }

    private static string KilobytesIn(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static void TellOfRequest(HttpRequestMessage request, long sent, long answered)
    {
        if (request.RequestUri?.AbsolutePath.StartsWith("/services/", StringComparison.Ordinal) == true)
        {
            var who = (request.Headers.Authorization?.Parameter ?? "").GetHashCode(StringComparison.Ordinal);
            var number = Caller().Match(request.RequestUri.Query) is { Success: true } found ? found.Value : "-";
            Console.WriteLine($"out {who} {number} {sent} {answered}");
        }
    }

    [GeneratedRegex(@"312555\d{4}")]
    private static partial Regex Caller();
}
