using System.Diagnostics;

namespace Tieline.Server.Tests.Support;

/// <summary>The server as a process of its own, so that it can be killed without warning and started again with the same data.</summary>
public sealed class ChildServer(TestWorldOptions options, string dataFolder, TestLog log) : IDisposable
{
    private Process? _process;

    public string Address { get; } = $"http://127.0.0.1:{ServerUnderTest.FreePort()}";

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tieline.Server.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
        };
        start.Environment["TIELINE_URL"] = Address;
        start.Environment["TIELINE_PUBLIC_ADDRESS"] = Address;
        start.Environment["TIELINE_DATA"] = dataFolder;
        start.Environment["TIELINE_DATABASE"] = options.Database;
        start.Environment["Logging__LogLevel__Orleans"] = "Error";
        foreach (var (name, value) in options.ChildEnvironment.Concat(environment ?? new Dictionary<string, string>()))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => log.Add(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => log.Add(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    /// <summary>kill -9, and nothing else.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Waits until it has ended by itself, for example at a crash point that a test asked for.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process!.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        if (IsRunning)
        {
            _process!.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(Address) };
        await Eventually.IsTrueAsync(
            async () =>
            {
                Assert.True(IsRunning, "The server ended at its start: " + log.Text);
                try
                {
                    using var answer = await http.GetAsync("/health/ready");
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60),
            "the child server answers");
    }
}
