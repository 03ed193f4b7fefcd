using System.Diagnostics;

namespace Tieline.Server.Tests.Conventions;

public class BannedSymbolTests
{
    [Fact]
    public async Task Code_that_takes_the_time_from_the_machine_does_not_build()
    {
        // The project lies inside the repository, so it gets the same Directory.Build.props as everything else.
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "planted", $"{Environment.ProcessId}")).FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Planted.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Planted.cs"), "public static class Planted { public static System.DateTime Now() => System.DateTime.UtcNow; }", TestContext.Current.CancellationToken);
            var output = await BuildAsync(folder);
            Assert.Contains("RS0030", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> BuildAsync(string folder)
    {
        // Its output goes beside it, so that it does not share a folder with the real projects.
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "--nologo", "-v", "quiet", $"-p:ArtifactsPath={folder}/out", "-nodeReuse:false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
