namespace Tieline.Server.Tests.Support;

/// <summary>How a <see cref="TestWorld"/> is built.</summary>
public sealed record TestWorldOptions
{
    /// <summary>A PostgreSQL connection string; empty for SQLite in a temporary folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>The server runs as a process of its own, on the machine's clock, so that it can be killed. The simulators' clocks then run as well.</summary>
    public bool ServerAsChild { get; init; }

    /// <summary>Has the last word on the server in this process: other services, settings.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>Further environment of the child process.</summary>
    public IReadOnlyDictionary<string, string> ChildEnvironment { get; init; } = new Dictionary<string, string>();
}
