using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tieline.SalesforceSimulator.Tests.Lightning;

/// <summary>The host protocol is JavaScript, and so are its tests; Node, which the build needs anyway, runs them.</summary>
public sealed class HostProtocolTests
{
    [Fact]
    public async Task The_hosts_side_of_the_protocol_keeps_its_rules()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--test-reporter=spec");
        start.ArgumentList.Add(Path.Combine(Folder(), "host-protocol.test.mjs"));
        start.Environment["HOST_PROTOCOL"] = Path.Combine(AppContext.BaseDirectory, "salesforce-simulator", "lightning", "panels", "host-protocol.js");
        using var node = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var output = node.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = node.StandardError.ReadToEndAsync(limit.Token);
        await node.WaitForExitAsync(limit.Token);
        Assert.True(node.ExitCode == 0, await output + await errors);
        Assert.Matches("tests [1-9]", await output);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
