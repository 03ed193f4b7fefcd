using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tieline.Demo;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Demo;

/// <summary>The demo as people start it: a process of its own.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-demo-").FullName;
    private readonly int[] _ports = [ServerUnderTest.FreePort(), ServerUnderTest.FreePort(), ServerUnderTest.FreePort()];

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, "TIELINE_PORT")]
    [InlineData(1, "SALESFORCE_PORT")]
    [InlineData(2, "WEBEX_PORT")]
    public async Task A_port_that_is_in_use_is_told_in_one_line_with_what_to_do(int which, string variable)
    {
        using var taken = new TcpListener(IPAddress.Loopback, _ports[which]);
        taken.Start();
        var (code, said) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Equal(
            $"Port {_ports[which]} cannot be used: Address already in use. Another demo may be running. Choose another port with {variable}.", Assert.Single(said));
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "tieline.db"), "a real server's", TestWorld.Stop);
        foreach (var arguments in new[] { "", "--fresh" })
        {
            var (code, said) = await RunAsync(arguments);
            Assert.Equal(1, code);
            Assert.Equal($"{Data} holds files that are not a demo's. Choose another folder with TIELINE_DATA.", Assert.Single(said));
        }

        Assert.Equal("a real server's", await File.ReadAllTextAsync(Path.Combine(Data, "tieline.db"), TestWorld.Stop));
    }

    [Fact]
    public async Task A_state_file_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "tieline-demo.txt"), "", TestWorld.Stop);
        await File.WriteAllTextAsync(Path.Combine(Data, "salesforce.json"), "{", TestWorld.Stop);
        var (code, said) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Contains($"The state file {Data}/salesforce.json cannot be read", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_of_the_connecting_that_fails_is_told_with_the_doors_words_and_taken_up_at_the_next_start()
    {
        await using var world = await TestWorld.StartAsync();
        await world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "^/v1/access_token" }, times = 1, fault = new { kind = "status", status = 503 } });
        Directory.CreateDirectory(Path.Combine(Data, "tieline"));
        File.Copy(Path.Combine(world.DataFolder, "admin-key.txt"), Path.Combine(Data, "tieline", "admin-key.txt"));
        var connection = new DemoConnection(new DemoOptions(false, new Uri(world.Address).Port, new Uri(world.Salesforce.Address).Port, new Uri(world.Webex.Address).Port, Data));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => connection.MakeAsync(TextWriter.Null));
        var sentence = DemoFailure.Sentence(failure);
        Assert.StartsWith("The demo could not go on: ", sentence, StringComparison.Ordinal);
        Assert.Contains("/connect/webex/callback", sentence, StringComparison.Ordinal);
        Assert.EndsWith("To begin anew, run ./run --fresh, end it with Ctrl-C, and run ./run.", sentence, StringComparison.Ordinal);
        Assert.False(await connection.IsDoneAsync());

        await connection.MakeAsync(TextWriter.Null);
        Assert.True(await connection.IsDoneAsync());
        using var admin = world.NewAdmin();
        var tenants = await Simulator.ReadAsync(await admin.GetAsync("/admin/api/tenants", TestWorld.Stop));
        Assert.Single(tenants["tenants"]!.AsArray());
    }

    private async Task<(int Code, IReadOnlyList<string> Said)> RunAsync(string arguments = "")
    {
        var start = new ProcessStartInfo("dotnet", $"{Path.Combine(AppContext.BaseDirectory, "Tieline.Demo.dll")} {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
            Environment =
            {
                ["TIELINE_DATA"] = Data, ["TIELINE_PORT"] = $"{_ports[0]}", ["SALESFORCE_PORT"] = $"{_ports[1]}", ["WEBEX_PORT"] = $"{_ports[2]}",
            },
        };
        using var demo = Process.Start(start)!;
        try
        {
            var said = (await Task.WhenAll(demo.StandardOutput.ReadToEndAsync(TestWorld.Stop), demo.StandardError.ReadToEndAsync(TestWorld.Stop)).WaitAsync(TimeSpan.FromSeconds(60), TestWorld.Stop));
            await demo.WaitForExitAsync(TestWorld.Stop);
            return (demo.ExitCode, string.Concat(said).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
        }
    }
}
