namespace Tieline.Demo;

/// <summary>What the command line and the environment say about a demo.</summary>
/// <param name="Fresh">Begin with empty data and connect nothing.</param>
internal sealed record DemoOptions(bool Fresh, int TielinePort, int SalesforcePort, int WebexPort, string DataFolder)
{
    /// <summary>Of the org's Pub/Sub API with TLS; 0 takes a free one, which the demo tells.</summary>
    public int PubSubPort { get; init; }

    public string Tieline => $"http://127.0.0.1:{TielinePort}";

    public string Salesforce => $"http://localhost:{SalesforcePort}";

    public string Webex => $"http://127.0.0.1:{WebexPort}";

    public static DemoOptions Read(string[] args)
    {
        var unknown = args.Except(["--fresh"]).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine($"Unknown argument {string.Join(' ', unknown)}. Use: ./run [--fresh]");
            Environment.Exit(2);
        }

        return new(
            args.Contains("--fresh"), Port("TIELINE_PORT", 5080), Port("SALESFORCE_PORT", 5090), Port("WEBEX_PORT", 5091),
            Path.GetFullPath(Environment.GetEnvironmentVariable("TIELINE_DATA") is { Length: > 0 } folder ? folder : "data"))
        {
            PubSubPort = Port("SALESFORCE_PUBSUB_PORT", 0),
        };
    }

    private static int Port(string variable, int otherwise)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, out var port) && port is > 0 and < 65536)
        {
            return port;
        }

        Console.Error.WriteLine($"{variable} must be a port from 1 to 65535, not '{text}'.");
        Environment.Exit(2);
        return 0;
    }
}
