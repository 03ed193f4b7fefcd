using System.Diagnostics;
using Tieline.SalesforceSimulator;
using Tieline.Server;
using Tieline.WebexSimulator;

namespace Tieline.Demo;

/// <summary>Both simulators and the server in one process.</summary>
internal static class DemoHost
{
    /// <summary>Runs until Ctrl-C. 0: ended as asked; 1: could not start or connect, and said why.</summary>
    public static async Task<int> RunAsync(DemoOptions options)
    {
        try
        {
            PrepareData(options);
            DemoPorts.AssertFree(options);
            // Side by side: most of a start is the runtime compiling what it meets for the first time.
            var parts = await Task.WhenAll(
                StartAsync(() => ServerSetup.Create([], builder => ConfigureServer(builder, options))),
                StartAsync(() => SalesforceSimulatorApp.Create(new() { Url = options.Salesforce, PubSubPort = options.PubSubPort, StateFile = Path.Combine(options.DataFolder, "salesforce.json") })),
                StartAsync(() => WebexSimulatorApp.Create(new() { Url = options.Webex, LoopbackWebhooks = true, StateFile = Path.Combine(options.DataFolder, "webex.json") })));
            await TellAsync(options, pubSub: new Uri(parts[1].Urls.Single(url => url.StartsWith(Uri.UriSchemeHttps, StringComparison.Ordinal))).Port);
            await WaitForEndAsync(parts[0].Lifetime);
            Console.WriteLine("Stopping ...");
            await Task.WhenAll(parts.Select(part => part.StopAsync()));
            await Task.WhenAll(parts.Select(part => part.DisposeAsync().AsTask()));
            return 0;
        }
        catch (Exception failure)
        {
            // Whoever tries the demo wants to know what to do. What did start ends with the process.
            await Console.Error.WriteLineAsync(DemoFailure.Sentence(failure));
            return 1;
        }
    }

    private static Task<WebApplication> StartAsync(Func<WebApplication> create) => Task.Run(async () =>
    {
        var part = create();
        await part.StartAsync();
        return part;
    });

    private static void PrepareData(DemoOptions options)
    {
        var marker = Path.Combine(options.DataFolder, "tieline-demo.txt");
        if (!File.Exists(marker) && Directory.Exists(options.DataFolder) && Directory.EnumerateFileSystemEntries(options.DataFolder).Any())
        {
            // A demo's data is deleted by the next --fresh: never mark another's folder as one.
            throw new DemoFolderException($"{options.DataFolder} holds files that are not a demo's. Choose another folder with TIELINE_DATA.");
        }

        if (options.Fresh && File.Exists(marker))
        {
            Directory.Delete(options.DataFolder, recursive: true);
        }

        Directory.CreateDirectory(options.DataFolder);
        File.WriteAllText(marker, "Data of a Tieline demo; ./run --fresh deletes this folder.\n");
    }

    private static void ConfigureServer(WebApplicationBuilder builder, DemoOptions options)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tieline:Url"] = options.Tieline,
            ["Tieline:PublicAddress"] = options.Tieline,
            ["Tieline:DataFolder"] = Path.Combine(options.DataFolder, "tieline"),
            ["Logging:LogLevel:Default"] = "Warning",
        });
    }

    private static async Task TellAsync(DemoOptions options, int pubSub)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler, disposeHandler: false);
        using var first = await http.GetAsync(new Uri($"{options.Tieline}/health/ready"));
        var took = TimeProvider.System.GetUtcNow() - StartedAt();
        Console.WriteLine($"Started in {took.TotalSeconds:0.0} s (process start to the first answered page, {(int)first.StatusCode}); {Environment.WorkingSet / 1024 / 1024} MB for all three.");

        var connection = new DemoConnection(options);
        if (!options.Fresh && !await connection.IsDoneAsync())
        {
            Console.WriteLine("Connecting the org and its agents through the admin's doors ...");
            await connection.MakeAsync(Console.Out);
        }

        Console.WriteLine(Welcome(options, pubSub));
    }

    // ./run builds first and then becomes this process, whose own start time would count the build.
    private static DateTimeOffset StartedAt()
    {
        using var process = Process.GetCurrentProcess();
        return long.TryParse(Environment.GetEnvironmentVariable("TIELINE_DEMO_STARTED"), out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : process.StartTime;
    }

    private static string Welcome(DemoOptions options, int pubSub)
    {
        var first = options.Fresh
            ? $"Nothing is connected. The admin key lies in {Path.Combine(options.DataFolder, "tieline", "admin-key.txt")}; docs/operate.md says how to connect."
            : "The org and its five agents are connected. Try it:";
        return $"""

            {first}
              1. Lightning shell            {options.Salesforce}/lightning/login?user=ann.berg@nordlys.example
              2. The other end of the line  {options.Webex}/      let Maria Lopez (+12025550143) call Ann Berg
              3. Answer in the softphone at the bottom of the shell, type a note, end the call: the Task is in Maria's timeline.
              Admin console                 {options.Tieline}/admin/people   (admin key: {Path.Combine(options.DataFolder, "tieline", "admin-key.txt")};
                                            in Salesforce Eva Holm is Webex Admin, the other agents are Webex Users)
              Salesforce Pub/Sub API        localhost:{pubSub}   (gRPC with TLS; trust {options.Salesforce}/control/ca.pem)

            Ctrl-C ends the demo; the next ./run goes on where it stopped.
            """;
    }

    private static async Task WaitForEndAsync(IHostApplicationLifetime lifetime)
    {
        var ended = new TaskCompletionSource();
        lifetime.ApplicationStopping.Register(ended.SetResult);
        await ended.Task;
    }
}

internal sealed class DemoFolderException(string message) : Exception(message);
