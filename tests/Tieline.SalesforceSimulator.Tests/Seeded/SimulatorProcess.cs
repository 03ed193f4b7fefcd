using System.Diagnostics;
using System.Globalization;

namespace Tieline.SalesforceSimulator.Tests.Seeded;

/// <summary>The simulator as a program of its own, in which texts have other hashes than in the next one.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process process;

    private SimulatorProcess(Process process) => this.process = process;

    public static async Task<TestOrg> StartAsync(int seed, int port)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SalesforceSimulatorApp).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("SALESFORCE_PORT", port), ("SALESFORCE_SEED", seed), ("SALESFORCE_PUBSUB_PORT", 0), ("SALESFORCE_PUBSUB_PLAIN_PORT", 0) })
            start.Environment[name] = value.ToString(CultureInfo.InvariantCulture);
        start.Environment.Remove("TIELINE_DATA");
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var org = new TestOrg(new SimulatorProcess(process), new Uri($"http://localhost:{port}"));
        await Waiting.UntilAsync(async () =>
        {
            Assert.False(process.HasExited, "The simulator did not start.");
            try
            {
                using var ready = await org.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
                return ready.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return org;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
