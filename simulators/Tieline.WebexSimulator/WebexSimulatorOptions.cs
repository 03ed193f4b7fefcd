namespace Tieline.WebexSimulator;

/// <summary>How a simulated Webex cloud is started.</summary>
public sealed record WebexSimulatorOptions
{
    /// <summary>Address to listen on; port 0 takes a free port.</summary>
    public string Url { get; init; } = "http://127.0.0.1:5091";

    /// <summary>File that holds the cloud's state between runs; null keeps it in memory only.</summary>
    public string? StateFile { get; init; }

    /// <summary>Draws every identifier, token, number and password: the same seed and the same requests give the same answers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>False starts with an empty organization: no people, no hunt group, no integration.</summary>
    public bool SeedStory { get; init; } = true;

    /// <summary>True lets webhooks on loopback be plain http, where the cloud wants https.</summary>
    public bool LoopbackWebhooks { get; init; }

    /// <summary>True logs warnings and errors only.</summary>
    public bool Quiet { get; init; } = true;
}
