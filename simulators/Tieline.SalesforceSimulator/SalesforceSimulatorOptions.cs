namespace Tieline.SalesforceSimulator;

/// <summary>How one simulated org is hosted and what lies in it at the start.</summary>
public sealed record SalesforceSimulatorOptions
{
    /// <summary>Public address; port 0 takes a free port on 127.0.0.1.</summary>
    public string Url { get; init; } = "http://localhost:5090";

    /// <summary>The Pub/Sub API with TLS, as the cloud has it; 0 takes a free port, <c>GET /control/pubsub</c> says which.</summary>
    public int PubSubPort { get; init; }

    /// <summary>The Pub/Sub API on HTTP/2 without TLS; 0 takes a free port.</summary>
    public int PubSubPlainPort { get; init; }

    /// <summary>Read at the start when it exists, written on change and at the stop; null keeps all in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>Same seed, same org: records, ids, tokens, codes, keys. What follows from a seed can be guessed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Tells orgs apart that run side by side: each number gives another org id.</summary>
    public int OrgNumber { get; init; } = 1;

    /// <summary>Whether accounts, contacts, leads, cases and opportunities are seeded besides users and settings.</summary>
    public bool SeedStory { get; init; } = true;

    /// <summary>No request log on the console.</summary>
    public bool Quiet { get; init; } = true;
}
