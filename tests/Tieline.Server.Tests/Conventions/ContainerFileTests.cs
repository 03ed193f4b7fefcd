using System.Diagnostics;
using System.Net;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Conventions;

/// <summary>No container engine runs here, so the Dockerfile's steps are run as they stand, without the container.</summary>
public class ContainerFileTests
{
    private static readonly string[] Dockerfile = Repository.Read("Dockerfile").Split('\n');

    [Fact]
    public void Every_path_that_the_Dockerfile_copies_exists() =>
        Assert.All(CopiedPaths(), path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"The Dockerfile copies {path}, which does not exist."));

    // A volume that is declared first is made as root, and the server could write neither its keys nor its database.
    [Fact]
    public void The_data_folder_belongs_to_the_user_whom_the_server_runs_as_before_it_becomes_a_volume()
    {
        var owned = Array.IndexOf(Dockerfile, "RUN mkdir /data && chown app:app /data");
        Assert.True(owned >= 0 && owned < Array.IndexOf(Dockerfile, "VOLUME /data") && Dockerfile.Contains("USER app"));
    }

    [Fact]
    public async Task What_the_Dockerfile_publishes_starts_and_serves_its_pages()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "planted", $"publish-{Environment.ProcessId}");
        try
        {
            await PublishAsync(Path.Combine(folder, "app"), Path.Combine(folder, "out"));
            var port = ServerUnderTest.FreePort();
            using var server = Process.Start(new ProcessStartInfo("dotnet", "Tieline.Server.dll")
            {
                WorkingDirectory = Path.Combine(folder, "app"),
                Environment = { ["TIELINE_URL"] = $"http://127.0.0.1:{port}", ["TIELINE_DATA"] = Path.Combine(folder, "data") },
            })!;
            try
            {
                using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
                await ReadyAsync(http, server);
                foreach (var path in new[] { "/_framework/blazor.server.js", "/panels/panel.js", "/slds/styles/salesforce-lightning-design-system.min.css" })
                {
                    using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    Assert.True((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length > 1000, $"{path} is empty.");
                }
            }
            finally
            {
                server.Kill(entireProcessTree: true);
                await server.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> CopiedPaths() =>
        from line in Dockerfile
        where line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal)
        from path in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]
        select path;

    private static async Task PublishAsync(string app, string output)
    {
        var command = Assert.Single(Dockerfile, line => line.StartsWith("RUN dotnet publish", StringComparison.Ordinal))["RUN dotnet ".Length..].Replace("/app", app, StringComparison.Ordinal);
        using var publish = Process.Start(new ProcessStartInfo("dotnet", $"{command} --nologo -v quiet -nodeReuse:false -p:ArtifactsPath={output}")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var said = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, said);
    }

    private static async Task ReadyAsync(HttpClient http, Process server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Assert.False(server.HasExited, "The published server ended by itself.");
            try
            {
                using var answer = await http.GetAsync("/health/ready", limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }
}
